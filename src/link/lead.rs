//! Where a document leads that is nothing but links.

use super::Target;

/// Where the links of a document lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lead {
    /// Nowhere that can be asked: no link, or addresses of mail and the like.
    Nowhere,
    /// To one thing, however often and in whatever spellings it is linked.
    One(Target),
    /// To several things, none of which is chosen.
    Several(Vec<Target>),
}

/// Where links lead, in their order.
pub fn lead<'a>(links: impl IntoIterator<Item = &'a str>) -> Lead {
    let mut targets: Vec<Target> = Vec::new();
    let mut known = std::collections::HashSet::new();
    for link in links {
        if let Ok(target) = Target::parse(link)
            && known.insert(target.key())
        {
            targets.push(target);
        }
    }
    match targets.len() {
        0 => Lead::Nowhere,
        1 => targets.pop().map_or(Lead::Nowhere, Lead::One),
        _ => Lead::Several(targets),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_what_they_name() {
        let id = "1OK00000000000000000000000000000000000000001";
        let spellings = [
            format!("https://docs.google.com/document/d/{id}/edit?usp=sharing"),
            format!("https://www.google.com/url?q=https://docs.google.com/document/d/{id}/view"),
            "mailto:a@x.test".to_owned(),
        ];
        let found = lead(spellings.iter().map(String::as_str));
        assert!(matches!(found, Lead::One(Target::GoogleDoc(_))), "{found:?}");
        assert_eq!(lead(["mailto:a@x.test", "see below"]), Lead::Nowhere);
        assert_eq!(lead([]), Lead::Nowhere);
        let Lead::Several(targets) = lead(["https://b.test/?token=x", "https://a.test/"]) else { unreachable!() };
        assert_eq!(targets.iter().map(Target::canonical).collect::<Vec<_>>(), ["https://b.test/", "https://a.test/"]);
    }
}
