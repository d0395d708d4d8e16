//! Rules that hold for every line: right country, right hours, documented order.

use super::*;

/// A time at which every line is open.
const NOON: DateTime<Utc> = DateTime::from_timestamp(1_795_003_200, 0).unwrap();

fn place(language: Language, country: Option<&str>) -> Place<'_> {
    Place { language, country, now: NOON }
}

const fn young(service: Service) -> Need {
    Need { service, is_adult: false }
}

fn crisis_info(language: Language, country: Option<&str>) -> CrisisInfo {
    Care::ours().crisis_info(place(language, country), Danger::UNKNOWN, Reader::Teen)
}

fn name_line(language: Language, country: Option<&str>, service: Service) -> String {
    let care = Care::ours();
    let info = &care.texts(language, Reader::Teen).info;
    care.name_line(place(language, country), young(service), info)
}

fn numbers(language: Language, country: Option<&str>) -> Vec<String> {
    let lines = crisis_info(language, country).hotlines;
    lines.into_iter().map(|line| line.number).collect()
}

fn open(number: &str, at: &str) -> Option<bool> {
    let now: DateTime<Utc> = at.parse().unwrap();
    let lines = Lines::read(None).unwrap();
    let line = lines.line.iter().find(|line| line.number.as_deref() == Some(number)).unwrap();
    line.open_at(now)
}

#[test]
fn vietnamese_lines_begin_with_the_documented_ones_in_order() {
    let info = crisis_info(Language::Vi, None);
    let shown: Vec<_> = info
        .hotlines
        .iter()
        .take(4)
        .map(|line| (&*line.name, &*line.number, &*line.available, line.free))
        .collect();
    assert_eq!(
        shown[..3],
        [
            ("Tổng đài Bảo vệ trẻ em", "111", "24/7", true),
            ("Cấp cứu Y tế", "115", "24/7", true),
            ("Đường dây nóng Ngày Mai", "1900 636 976", "24/7", false),
        ]
    );
    assert_eq!((shown[3].1, shown[3].3), ("096 306 1414", true));
    assert_eq!(
        info.immediate_actions,
        [
            "Gọi ngay 111 (miễn phí 24/7)",
            "Nói chuyện với người lớn đáng tin cậy",
            "Không ở một mình",
            "Loại bỏ các vật dụng nguy hiểm xung quanh",
        ]
    );
}

#[test]
fn the_message_has_three_languages_with_the_documented_beginnings() {
    let message = crisis_info(Language::Fr, None).message;
    assert!(
        message.vi.starts_with("Chúng mình nhận thấy bạn đang trải qua giai đoạn rất khó khăn")
    );
    assert!(message.en.starts_with("We notice you're going through a very difficult time"));
    assert!(message.fr.len() > 40);
}

#[test]
fn nobody_sees_the_number_of_another_country() {
    assert_eq!(numbers(Language::Fr, Some("ES")), ["116 111", "112", "findahelpline.com"]);
    assert_eq!(numbers(Language::Vi, Some("JP")), ["findahelpline.com"]);
    assert_eq!(numbers(Language::Fr, Some("vn"))[0], "111");
    assert!(!numbers(Language::Vi, Some("FR")).contains(&"111".to_owned()));
    for language in Language::ALL {
        let info = crisis_info(language, Some("ES"));
        assert!(info.immediate_actions[0].contains("116 111"), "{info:?}");
        let info = crisis_info(language, Some("BR"));
        assert!(info.immediate_actions[0].contains("findahelpline.com"), "{info:?}");
        for service in [Service::Suicide, Service::Ambulance, Service::Police] {
            let named = name_line(language, Some("BR"), service);
            assert!(!named.chars().any(|c| c.is_ascii_digit()), "{named}");
        }
    }
}

#[test]
fn each_country_that_can_be_chosen_has_its_own_lines_and_emergency_number() {
    for (country, suicide, ambulance, police) in [
        ("BE", "0800 32 123", "112", "101"),
        ("CH", "147", "144", "117"),
        ("CA", "988", "911", "911"),
        ("IE", "1800 66 66 66", "112", "112"),
        ("AU", "1800 55 1800", "000", "000"),
        ("NZ", "1737", "111", "111"),
        ("LU", "116 111", "112", "113"),
        ("DE", "krisenchat.de", "112", "110"),
    ] {
        for language in Language::ALL {
            let named = |service| name_line(language, Some(country), service);
            assert!(named(Service::Suicide).contains(suicide), "{country}");
            assert!(named(Service::Ambulance).contains(ambulance), "{country}");
            assert!(named(Service::Police).contains(police), "{country}");
            let first = &crisis_info(language, Some(country)).hotlines[0];
            assert_eq!(first.number, suicide, "{country}");
        }
    }
}

#[test]
fn english_without_a_country_shows_britain_the_states_and_the_directory() {
    let numbers = numbers(Language::En, None);
    for number in ["0800 1111", "116 123", "988", "findahelpline.com"] {
        assert!(numbers.contains(&number.to_owned()), "{number}");
    }
    assert!(!numbers.contains(&"3018".to_owned()));
}

#[test]
fn a_line_is_open_by_its_own_clock_in_summer_and_winter() {
    assert_eq!(open("3018", "2026-01-15T08:30:00Z"), Some(true));
    assert_eq!(open("3018", "2026-01-15T07:59:00Z"), Some(false));
    assert_eq!(open("3018", "2026-07-15T07:30:00Z"), Some(true));
    assert_eq!(open("3018", "2026-07-15T21:00:00Z"), Some(false));
    assert_eq!(open("3114", "2026-07-15T03:00:00Z"), Some(true));
    assert_eq!(open("116 111", "2026-07-15T03:00:00Z"), None);
}

#[test]
fn days_are_counted_where_the_line_is() {
    // Wednesday 13:30 in Vietnam is Wednesday 06:30 UTC.
    assert_eq!(open("096 306 1414", "2026-11-18T06:30:00Z"), Some(true));
    assert_eq!(open("096 306 1414", "2026-11-17T06:30:00Z"), Some(false));
    assert_eq!(open("096 306 1414", "2026-11-22T13:29:00Z"), Some(true));
    assert_eq!(open("096 306 1414", "2026-11-22T13:30:00Z"), Some(false));
}

#[test]
fn hours_that_pass_midnight_belong_to_the_evening_before() {
    let line: Line = toml::from_str(
        r#"country = "XX"
        name = "Night"
        serves = []
        free = true
        zone = "Europe/Paris"
        open = [{ days = [5], from = "20:00", to = "02:00" }]
        source = "test"
        purpose = { fr = "", en = "", vi = "" }"#,
    )
    .unwrap();
    let open = |at: &str| line.open_at(at.parse().unwrap());
    assert_eq!(open("2026-11-20T22:59:00Z"), Some(true)); // Friday 23:59
    assert_eq!(open("2026-11-20T23:30:00Z"), Some(true)); // Saturday 00:30
    assert_eq!(open("2026-11-21T01:00:00Z"), Some(false)); // Saturday 02:00
    assert_eq!(open("2026-11-21T20:00:00Z"), Some(false)); // Saturday 21:00
    assert_eq!(open("2026-11-20T00:30:00Z"), Some(false)); // Friday 01:30
}

#[test]
fn every_country_has_a_first_line_an_emergency_number_and_sources() {
    let known = Lines::read(None).unwrap();
    for country in known.countries() {
        let lines = known.of(Language::En, Some(country));
        assert!(lines[0].number.is_some() && !lines[0].emergency, "{country}");
        for service in [Service::Ambulance, Service::Police, Service::Suicide, Service::Child] {
            assert!(lines.iter().any(|line| line.serves.contains(&service)), "{country}");
        }
        assert!(lines.iter().all(|line| !line.source.is_empty()));
    }
    let unchecked: Vec<_> = Care::ours()
        .helplines(place(Language::Vi, None))
        .into_iter()
        .filter(|line| !line.verified)
        .filter_map(|line| line.number)
        .collect();
    assert_eq!(unchecked, ["1900 969 680", "1900 636 976", "096 306 1414"]);
}

#[test]
fn elsewhere_in_europe_has_the_numbers_that_hold_all_over_it() {
    let shown = Care::ours().helplines(place(Language::En, Some("EU")));
    for number in ["112", "116 111"] {
        assert!(shown.iter().any(|line| line.number.as_deref() == Some(number)), "{number}");
    }
}

#[test]
fn at_night_a_line_that_is_open_is_named_instead_of_one_that_is_not() {
    let care = Care::ours();
    let info = &care.texts(Language::Fr, Reader::Teen).info;
    let named = |at: &str| {
        let now = at.parse().unwrap();
        let place = Place { language: Language::Fr, country: Some("FR"), now };
        care.name_line(place, young(Service::Online), info)
    };
    assert!(named("2026-11-21T12:00:00Z").contains("3018"));
    let night = named("2026-11-21T02:00:00Z");
    assert!(!night.contains("3018") && night.contains(|c: char| c.is_ascii_digit()), "{night}");
}

#[test]
fn what_to_do_now_fits_the_danger() {
    let care = Care::ours();
    let info = |name, is_imminent, language, country| {
        let danger = Danger { name, is_imminent };
        care.crisis_info(place(language, country), danger, Reader::Teen)
    };
    let abuse = info("abuse", false, Language::Fr, None);
    assert!(abuse.immediate_actions[0].contains("119"), "{abuse:?}");
    assert_eq!(abuse.hotlines[0].number, "119");
    let now = info("suicide", true, Language::Fr, None);
    assert!(now.immediate_actions[0].contains("15"), "{now:?}");
    let nowhere = info("suicide", false, Language::En, None);
    let first = &nowhere.immediate_actions[0];
    assert!(first.contains("(GB)") && first.contains("(US)"), "{first}");
    let picture = info("blackmail", false, Language::Vi, None);
    assert_ne!(picture.immediate_actions[1], abuse.immediate_actions[1]);
    let soon = info("blackmail", true, Language::Vi, None);
    assert_eq!(soon.hotlines[0].number, "111", "{soon:?}");
    let eating = info("eating", false, Language::En, Some("GB"));
    assert!(!eating.immediate_actions.concat().contains("wound"), "{eating:?}");
}

#[test]
fn an_operator_replaces_the_lines_of_a_country_and_hears_of_what_is_wrong() {
    let dir = tempfile::tempdir().unwrap();
    let line = |number: &str, site: &str| {
        format!(
            "[[line]]\ncountry = \"FR\"\nname = \"Ligne\"\nnumber = \"{number}\"\nsite = \"{site}\"\n\
             serves = [\"suicide\"]\nfree = true\nalways = true\nsource = \"us\"\n\
             purpose = {{ fr = \"a\", en = \"b\", vi = \"c\" }}\n"
        )
    };
    let write = |text: &str| std::fs::write(dir.path().join("helplines.toml"), text).unwrap();
    write(&line("0 800 1", "https://ligne.example"));
    let care = Care::read(Some(dir.path())).unwrap();
    let shown = care.helplines(place(Language::Fr, None));
    assert_eq!(shown[0].number.as_deref(), Some("0 800 1"));
    assert!(!shown.iter().any(|line| line.number.as_deref() == Some("3018")));
    assert!(care.countries().contains(&"VN"));
    for (wrong, said) in [
        (line("call me", "https://ligne.example"), "number"),
        (line("1", "http://ligne.example"), "https"),
        ("[[line]]\ncountry = 3".to_owned(), "helplines.toml"),
    ] {
        write(&wrong);
        let problems = Care::read(Some(dir.path())).unwrap_err().join("\n");
        assert!(problems.contains(said), "{problems}");
    }
}

/// What is named to somebody who cannot speak.
fn silent(country: &str, service: Service, urgency: Urgency, at: &str) -> String {
    let now = at.parse().unwrap();
    let place = Place { language: Language::En, country: Some(country), now };
    Lines::read(None).unwrap().silent(place, young(service), urgency, "text")
}

#[test]
fn who_cannot_speak_is_named_a_line_that_answers_in_writing_now_and_fits() {
    let (day, night) = ("2026-11-21T12:00:00Z", "2026-11-21T02:00:00Z");
    let danger = |country, service| silent(country, service, Urgency::Danger, day);
    assert_eq!(danger("FR", Service::Suicide), "3018.fr");
    assert_eq!(danger("FR", Service::Child), "allo119.gouv.fr");
    assert_eq!(danger("US", Service::Child), "text 1 800 422 4453");
    assert_eq!(danger("US", Service::Suicide), "text 988");
    assert_eq!(danger("GB", Service::Suicide), "childline.org.uk");
    // In an emergency the service for it comes first, and so it does when no other is awake.
    assert_eq!(silent("FR", Service::Child, Urgency::Emergency, day), "text 114");
    assert!(silent("GB", Service::Child, Urgency::Emergency, day).contains("55"));
    assert_eq!(silent("FR", Service::Image, Urgency::None, day), "3018.fr");
    assert_eq!(silent("FR", Service::Suicide, Urgency::Danger, night), "text 114");
}

#[test]
fn an_adult_is_named_the_line_for_adults_and_a_child_never_is() {
    let care = Care::ours();
    let info = &care.texts(Language::En, Reader::Teen).info;
    let named = |is_adult, country| {
        let need = Need { service: Service::Child, is_adult };
        let place = place(Language::En, Some(country));
        let line = care.name_line(place, need, info);
        line + " / " + &care.name_silent(place, need, Urgency::Danger, info)
    };
    assert!(named(true, "GB").contains("NSPCC") && named(true, "GB").contains("nspcc.org.uk"));
    assert!(!named(false, "GB").to_lowercase().contains("nspcc"));
    let shown = |reader| {
        let place = place(Language::En, Some("GB"));
        let lines = care.crisis_info(place, Danger::UNKNOWN, reader).hotlines;
        lines.iter().any(|line| line.name.contains("NSPCC"))
    };
    assert!(shown(Reader::Parent) && !shown(Reader::Teen));
    let page = care.helplines(place(Language::En, Some("GB")));
    assert!(page.iter().any(|line| line.for_adults) && page.iter().any(|line| !line.for_adults));
    assert_eq!(named(true, "FR"), named(false, "FR"));
}

#[test]
fn a_tool_of_one_country_is_shown_there_alone() {
    let shows = |country| {
        let lines = Care::ours().helplines(place(Language::En, Some(country)));
        lines.iter().any(|line| line.name.starts_with("Report Remove"))
    };
    assert!(shows("GB") && !shows("US") && !shows("FR"));
}
