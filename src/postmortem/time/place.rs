//! Places that zones are named for, with minutes east of UTC where clocks never change there.

/// Places in lower case, of zones such as `Kigali Time` and `Africa/Kigali`.
///
/// The offsets are those of the tz database of 2024 for places that keep one offset all year; places with summer time have none.
const PLACES: &[(&str, Option<i32>)] = &[
    ("abidjan", Some(0)),
    ("abuja", Some(60)),
    ("accra", Some(0)),
    ("addis ababa", Some(180)),
    ("algiers", Some(60)),
    ("amsterdam", None),
    ("arabia", Some(180)),
    ("arabian", Some(180)),
    ("argentina", Some(-180)),
    ("atlantic", None),
    ("bangkok", Some(420)),
    ("berlin", None),
    ("bogota", Some(-300)),
    ("brazil", None),
    ("british", None),
    ("british summer", Some(60)),
    ("buenos aires", Some(-180)),
    ("bujumbura", Some(120)),
    ("cairo", None),
    ("california", None),
    ("cameroon", Some(60)),
    ("caracas", Some(-240)),
    ("casablanca", None),
    ("central", None),
    ("central africa", Some(120)),
    ("central african", Some(120)),
    ("central daylight", Some(-300)),
    ("central european", None),
    ("central european summer", Some(120)),
    ("chicago", None),
    ("china", Some(480)),
    ("colombia", Some(-300)),
    ("colombian", Some(-300)),
    ("coordinated universal", Some(0)),
    ("cotonou", Some(60)),
    ("dakar", Some(0)),
    ("dar es salaam", Some(180)),
    ("delhi", Some(330)),
    ("denver", None),
    ("dhaka", Some(360)),
    ("djibouti", Some(180)),
    ("douala", Some(60)),
    ("dubai", Some(240)),
    ("dublin", None),
    ("east africa", Some(180)),
    ("east african", Some(180)),
    ("eastern", None),
    ("eastern africa", Some(180)),
    ("eastern african", Some(180)),
    ("eastern daylight", Some(-240)),
    ("eastern european", None),
    ("eastern european summer", Some(180)),
    ("eastern standard", Some(-300)),
    ("egypt", None),
    ("egyptian", None),
    ("ethiopia", Some(180)),
    ("ethiopian", None),
    ("european", None),
    ("gaborone", Some(120)),
    ("ghana", Some(0)),
    ("ghanaian", Some(0)),
    ("greenwich mean", Some(0)),
    ("gulf", Some(240)),
    ("harare", Some(120)),
    ("ho chi minh", Some(420)),
    ("hong kong", Some(480)),
    ("india", Some(330)),
    ("indian", Some(330)),
    ("irish", None),
    ("israel", None),
    ("istanbul", Some(180)),
    ("jakarta", Some(420)),
    ("japan", Some(540)),
    ("jerusalem", None),
    ("johannesburg", Some(120)),
    ("juba", Some(120)),
    ("kampala", Some(180)),
    ("karachi", Some(300)),
    ("kathmandu", Some(345)),
    ("kenya", Some(180)),
    ("kenyan", Some(180)),
    ("khartoum", Some(120)),
    ("kigali", Some(120)),
    ("kinshasa", Some(60)),
    ("kolkata", Some(330)),
    ("korea", Some(540)),
    ("kyiv", None),
    ("lagos", Some(60)),
    ("libreville", Some(60)),
    ("lilongwe", Some(120)),
    ("lima", Some(-300)),
    ("lisbon", None),
    ("lome", Some(0)),
    ("london", None),
    ("los angeles", None),
    ("luanda", Some(60)),
    ("lubumbashi", Some(120)),
    ("lusaka", Some(120)),
    ("madrid", None),
    ("malawi", Some(120)),
    ("manila", Some(480)),
    ("maputo", Some(120)),
    ("melbourne", None),
    ("mexico city", Some(-360)),
    ("mogadishu", Some(180)),
    ("monrovia", Some(0)),
    ("montevideo", Some(-180)),
    ("moroccan", None),
    ("morocco", None),
    ("moscow", Some(180)),
    ("mountain", None),
    ("mountain daylight", Some(-360)),
    ("mumbai", Some(330)),
    ("nairobi", Some(180)),
    ("new york", None),
    ("niamey", Some(60)),
    ("nigeria", Some(60)),
    ("nigerian", Some(60)),
    ("pacific", None),
    ("pacific daylight", Some(-420)),
    ("pacific standard", Some(-480)),
    ("paris", None),
    ("philippine", Some(480)),
    ("phoenix", Some(-420)),
    ("pretoria", Some(120)),
    ("riyadh", Some(180)),
    ("rome", None),
    ("rwanda", Some(120)),
    ("rwandan", Some(120)),
    ("san francisco", None),
    ("sao paulo", Some(-180)),
    ("seoul", Some(540)),
    ("shanghai", Some(480)),
    ("singapore", Some(480)),
    ("south africa", Some(120)),
    ("south african", Some(120)),
    ("sydney", None),
    ("taipei", Some(480)),
    ("tanzania", Some(180)),
    ("tehran", Some(210)),
    ("tokyo", Some(540)),
    ("toronto", None),
    ("tripoli", Some(120)),
    ("tunis", Some(60)),
    ("tunisia", Some(60)),
    ("tunisian", Some(60)),
    ("turkey", Some(180)),
    ("uganda", Some(180)),
    ("ugandan", Some(180)),
    ("universal", Some(0)),
    ("us central", None),
    ("us eastern", None),
    ("us mountain", None),
    ("us pacific", None),
    ("vancouver", None),
    ("vienna", None),
    ("warsaw", None),
    ("west africa", Some(60)),
    ("west african", Some(60)),
    ("west coast", None),
    ("western africa", Some(60)),
    ("western african", Some(60)),
    ("western european", None),
    ("windhoek", Some(120)),
    ("yaounde", Some(60)),
    ("zambia", Some(120)),
    ("zimbabwe", Some(120)),
    ("zurich", None),
];

/// Clocks that are named for no place: their offset is not known.
const UNPLACED: &[&str] = &["local", "server", "system"];

/// Words between a place and `Time` that leave it the same place; a season that the table does not know takes the offset away.
const QUALIFIERS: &[&str] = &["standard", "local", "daylight", "summer", "winter"];

/// Most words of a place.
pub(super) const MOST_WORDS: usize = 4;

/// A place that a zone can be named for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// Minutes east of UTC, where its clocks never change.
    pub(super) offset_minutes: Option<i32>,
}

/// The place of this name.
pub(super) fn place(name: &str) -> Option<Place> {
    let name = name.to_ascii_lowercase();
    if let Some(place) = known(&name) {
        return Some(place);
    }
    if UNPLACED.contains(&name.as_str()) {
        return Some(Place { offset_minutes: None });
    }
    let (head, last) = name.rsplit_once(' ').filter(|(_, last)| QUALIFIERS.contains(last))?;
    let Place { offset_minutes } = known(head)?;
    Some(Place { offset_minutes: offset_minutes.filter(|_| matches!(last, "standard" | "local")) })
}

fn known(name: &str) -> Option<Place> {
    let index = PLACES.binary_search_by(|(place, _)| (*place).cmp(name)).ok()?;
    Some(Place { offset_minutes: PLACES[index].1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_sorted_so_that_they_can_be_looked_up() {
        assert!(PLACES.is_sorted_by(|one, two| one.0 < two.0));
    }

    #[test]
    fn a_season_or_a_change_of_clocks_leaves_no_offset() {
        for (place, offset) in [
            ("Kigali", Some(Some(120))),
            ("west africa standard", Some(Some(60))),
            ("Nairobi local", Some(Some(180))),
            ("Cairo", Some(None)),
            ("London summer", Some(None)),
            ("server", Some(None)),
            ("start", None),
            ("response", None),
        ] {
            assert_eq!(super::place(place).map(|place| place.offset_minutes), offset, "{place}");
        }
    }
}
