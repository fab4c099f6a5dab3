//! Word families around a share: who it is of, and what makes it one of something else.

/// Who a share can be a share of, best first.
pub(super) const USERS: &[&str] = &[
    "user",
    "customer",
    "client",
    "player",
    "visitor",
    "subscriber",
    "student",
    "shopper",
    "people",
    "employee",
    "member",
    "guest",
    "buyer",
    "passenger",
    "driver",
    "visit",
    "patient",
    "reader",
    "viewer",
    "account",
    "merchant",
    "seller",
    "household",
    "couple",
    "teacher",
    "caller",
    "listener",
    "learner",
    "citizen",
    "traveler",
    "traveller",
    "tenant",
    "diner",
    "developer",
    "audience",
];

pub(super) const TRAFFIC: &[&str] = &[
    "traffic",
    "request",
    "transaction",
    "attempt",
    "service disruption",
    "order",
    "connection",
    "call",
    "session",
    "login",
    "checkout",
    "payment",
];

/// Words that make a share one of something else, or of the time after the incident.
pub(super) const OTHER: &[&str] = &[
    "back online",
    "restored",
    "utilization",
    "utilisation",
    "cpu",
    "memory",
    "disk",
    "pool",
    "capacity",
    "packet",
    "degradation",
    "decrease",
    "increase",
    "reduction",
    "reduced",
    "drop in",
    "uptime",
    "sla",
    "width",
    "height",
    "usage of",
    "recovered",
    "bandwidth",
    "storage",
    "engagement",
    "revenue",
    "improve",
    "faster",
    "slower",
    "normal",
    "operational",
    "coverage",
];

/// Words of a sentence on the end of the incident.
pub(super) const RESTORING: &[&str] = &[
    "restored",
    "back online",
    "back to normal",
    "working again",
    "available again",
    "resolved",
    "regained",
    "recovered",
    "resumed",
];

/// Words that say a service was down.
pub(super) const OUTAGE: &[&str] = &["offline", "down", "unavailable", "inaccessible", "outage"];

/// Words of harm.
pub(super) const HARM: &[&str] =
    &["affect", "impact", "lost", "could not", "unable", "failed", "fail", "hit", "without", "error", "wrong"];
