//! The texts of the staff page, and how dates and numbers are written, in three languages.

/// All texts of the staff page in one language.
#[derive(Debug)]
pub struct StaffWords {
    /// Tab title.
    pub title: &'static str,
    /// Heading.
    pub heading: &'static str,
    /// What is shown, and what on purpose is not.
    pub lead: &'static str,
    /// Conversations that began.
    pub conversations: &'static str,
    /// What was said.
    pub turns: &'static str,
    /// Heads how much there was of everything.
    pub all: &'static str,
    /// Heads the levels of danger.
    pub dangers: &'static str,
    /// That a danger is counted where a program hears it.
    pub dangers_note: &'static str,
    /// By the level's name.
    pub levels: [(&'static str, &'static str); 3],
    /// Heads the topics.
    pub topics: &'static str,
    /// By the topic's name.
    pub topic: &'static [(&'static str, &'static str)],
    /// No topic came up often enough.
    pub no_topic: &'static str,
    /// Nothing at all may be told of these days.
    pub nothing: &'static str,
    /// Heads the feedback.
    pub feedback: &'static str,
    /// Stands before the average.
    pub average: &'static str,
    /// What the average is out of.
    pub of_five: &'static str,
    /// There is too little feedback.
    pub no_average: &'static str,
    /// Ratings from 1 to 5.
    pub ratings: [&'static str; 5],
    /// In place of a number below five.
    pub fewer: &'static str,
    /// Stands before the highest number of a chart.
    pub most: &'static str,
    /// Every day of a chart had fewer than five.
    pub too_few: &'static str,
    /// Opens a chart's table.
    pub table: &'static str,
    /// Heads the column of days.
    pub day: &'static str,
    /// Heads the column of numbers.
    pub number: &'static str,
    /// Heading for somebody who is not staff.
    pub not_staff: &'static str,
    /// Why, and what to do.
    pub not_staff_text: &'static str,
    /// What follows the number of a day, January first.
    pub months: [&'static str; 12],
    /// Between thousands.
    pub thousands: char,
    /// Before tenths.
    pub decimal: char,
}

impl StaffWords {
    /// What a topic is called; its name where it has no other.
    pub fn topic<'a>(&self, name: &'a str) -> &'a str {
        let known = self.topic.iter().find(|(known, _)| *known == name);
        known.map_or(name, |(_, label)| label)
    }

    /// What a level of danger is called.
    pub fn level<'a>(&self, name: &'a str) -> &'a str {
        let known = self.levels.iter().find(|(known, _)| *known == name);
        known.map_or(name, |(_, label)| label)
    }

    /// A whole number as it is written.
    pub fn count(&self, number: i64) -> String {
        let digits = number.to_string();
        let mut written = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                written.push(self.thousands);
            }
            written.push(digit);
        }
        written
    }

    /// A number with one decimal as it is written.
    pub fn tenths(&self, number: f64) -> String {
        format!("{number:.1}").replace('.', &self.decimal.to_string())
    }

    /// A day of a month, the first of which is 0, as it is written.
    pub fn date(&self, day: u32, month: u32) -> String {
        let month = usize::try_from(month).ok().and_then(|month| self.months.get(month));
        format!("{day}{}", month.copied().unwrap_or_default())
    }
}

/// English.
pub const EN: StaffWords = StaffWords {
    title: "KM · Totals",
    heading: "How much happened",
    lead: "The last 30 days, up to yesterday. Today is left out so that nobody can watch a conversation as it happens, and a number below five is not shown: nobody should be recognised here.",
    conversations: "Conversations begun",
    turns: "Messages written",
    all: "All conversations",
    dangers: "Messages in which a danger was heard",
    dangers_note: "A program hears them, and sometimes it is wrong. It shows the people who write numbers to call; it tells nobody.",
    levels: [("concern", "Worry"), ("high", "Serious"), ("imminent", "Right now")],
    topics: "What conversations were about",
    topic: &[
        ("blackmail", "Blackmail with images"),
        ("image", "An intimate image was shared"),
        ("stranger", "A stranger online"),
        ("pressure", "Pressed for an intimate image"),
        ("violence", "Violence"),
        ("threats", "Threats"),
        ("fake", "A fake account"),
        ("hacked", "A hacked account"),
        ("hate", "Hate"),
        ("insults", "Insults"),
        ("exclusion", "Rumours and exclusion"),
        ("witness", "Saw it happen to someone"),
        ("regret", "Did something and regrets it"),
        ("grief", "Grief"),
        ("errands", "Used by others"),
        ("assault", "Sexual assault"),
        ("forced", "Forced marriage, taken abroad"),
        ("sold", "Sexual exploitation"),
        ("partner", "Violence by a partner or ex"),
        ("neglect", "Neglect, hunger"),
        ("dare", "Dangerous dares"),
        ("seen", "Shocking content seen"),
        ("staff", "Staff or parents attacked"),
        ("worn", "Worn out"),
        ("illness", "Illness in the family"),
        ("pregnancy", "Pregnancy"),
        ("habit", "Alcohol, drugs, games"),
        ("identity", "Gender and orientation"),
        ("body", "Body, weight, eating"),
        ("school", "School"),
        ("family", "Family"),
        ("love", "Love"),
        ("loneliness", "Loneliness"),
        ("sleep", "Sleep"),
        ("leaving", "Leaving home"),
        ("eating", "Eating"),
        ("sadness", "Sadness"),
    ],
    nothing: "There is nothing to show yet. A day appears here once it is over and at least five conversations took place on it.",
    no_topic: "No topic came up in five conversations or more on one day.",
    feedback: "Feedback",
    average: "On average",
    of_five: "out of 5",
    no_average: "There were fewer than five ratings.",
    ratings: ["Rated 1", "Rated 2", "Rated 3", "Rated 4", "Rated 5"],
    fewer: "fewer than 5",
    most: "Most on one day:",
    too_few: "Fewer than 5 on every day.",
    table: "Show as a table",
    day: "Day",
    number: "Number",
    not_staff: "This page is for staff",
    not_staff_text: "You see it when you sign in with an account that has a staff role. A sign-in counts for twelve hours, so it may be time to sign in again.",
    months: [
        " Jan", " Feb", " Mar", " Apr", " May", " Jun", " Jul", " Aug", " Sep", " Oct", " Nov",
        " Dec",
    ],
    thousands: ',',
    decimal: '.',
};

/// French; staff are spoken to as *vous*.
pub const FR: StaffWords = StaffWords {
    title: "KM · Totaux",
    heading: "Ce qui s'est passé, en nombres",
    lead: "Les 30 derniers jours, jusqu'à hier. La journée en cours n'apparaît pas, pour que personne ne puisse suivre une conversation pendant qu'elle a lieu, et aucun nombre inférieur à cinq n'est montré : on ne doit pouvoir reconnaître personne ici.",
    conversations: "Conversations commencées",
    turns: "Messages écrits",
    all: "Toutes les conversations",
    dangers: "Messages où un danger a été repéré",
    dangers_note: "C'est un programme qui les repère, et il peut se tromper. Il montre des numéros à appeler à la personne qui écrit ; il ne prévient personne.",
    levels: [("concern", "Inquiétude"), ("high", "Grave"), ("imminent", "Immédiat")],
    topics: "De quoi parlaient les conversations",
    topic: &[
        ("blackmail", "Chantage à l'image"),
        ("image", "Image intime diffusée"),
        ("stranger", "Inconnu en ligne"),
        ("pressure", "Pression pour une image intime"),
        ("violence", "Violence"),
        ("threats", "Menaces"),
        ("fake", "Faux compte"),
        ("hacked", "Compte piraté"),
        ("hate", "Haine"),
        ("insults", "Insultes"),
        ("exclusion", "Rumeurs et exclusion"),
        ("witness", "Témoin de ce qui arrive à quelqu'un"),
        ("regret", "A fait quelque chose et le regrette"),
        ("grief", "Deuil"),
        ("errands", "Exploitation par d'autres"),
        ("assault", "Agression sexuelle"),
        ("forced", "Mariage forcé, départ contraint"),
        ("sold", "Exploitation sexuelle"),
        ("partner", "Violence d'un partenaire ou d'un ex"),
        ("neglect", "Négligence, faim"),
        ("dare", "Défis dangereux"),
        ("seen", "Images choquantes vues"),
        ("staff", "Adultes attaqués"),
        ("worn", "Épuisement"),
        ("illness", "Un proche malade"),
        ("pregnancy", "Grossesse"),
        ("habit", "Alcool, drogues, jeux"),
        ("identity", "Genre et orientation"),
        ("body", "Corps, poids, alimentation"),
        ("school", "École"),
        ("family", "Famille"),
        ("love", "Amour"),
        ("loneliness", "Solitude"),
        ("sleep", "Sommeil"),
        ("leaving", "Partir de chez soi"),
        ("eating", "Alimentation"),
        ("sadness", "Tristesse"),
    ],
    nothing: "Il n'y a encore rien à montrer. Une journée apparaît ici quand elle est finie et qu'il y a eu au moins cinq conversations.",
    no_topic: "Aucun sujet n'est apparu dans cinq conversations ou plus le même jour.",
    feedback: "Avis",
    average: "En moyenne",
    of_five: "sur 5",
    no_average: "Il y a eu moins de cinq avis.",
    ratings: ["Note 1", "Note 2", "Note 3", "Note 4", "Note 5"],
    fewer: "moins de 5",
    most: "Maximum en un jour :",
    too_few: "Moins de 5 chaque jour.",
    table: "Voir en tableau",
    day: "Jour",
    number: "Nombre",
    not_staff: "Cette page est réservée à l'équipe",
    not_staff_text: "Elle s'ouvre avec un compte qui a un rôle d'équipe. Une connexion dure douze heures : il est peut-être temps de vous reconnecter.",
    months: [
        " janv.", " févr.", " mars", " avr.", " mai", " juin", " juil.", " août", " sept.",
        " oct.", " nov.", " déc.",
    ],
    thousands: '\u{202f}',
    decimal: ',',
};

/// Vietnamese.
pub const VI: StaffWords = StaffWords {
    title: "KM · Số liệu",
    heading: "Những gì đã diễn ra, bằng con số",
    lead: "30 ngày gần đây, tính đến hôm qua. Hôm nay chưa hiện, để không ai theo dõi được một cuộc trò chuyện đang diễn ra; số nhỏ hơn năm cũng không hiện, để không ai bị nhận ra ở đây.",
    conversations: "Cuộc trò chuyện đã bắt đầu",
    turns: "Tin nhắn đã viết",
    all: "Tất cả cuộc trò chuyện",
    dangers: "Tin nhắn có dấu hiệu nguy hiểm",
    dangers_note: "Một chương trình nhận ra các dấu hiệu này, và có lúc nó nhầm. Nó đưa cho người viết những số có thể gọi; nó không báo cho ai.",
    levels: [("concern", "Đáng lo"), ("high", "Nghiêm trọng"), ("imminent", "Ngay lúc này")],
    topics: "Các cuộc trò chuyện nói về điều gì",
    topic: &[
        ("blackmail", "Tống tiền bằng hình ảnh"),
        ("image", "Ảnh riêng tư bị phát tán"),
        ("stranger", "Người lạ trên mạng"),
        ("pressure", "Bị ép gửi ảnh riêng tư"),
        ("violence", "Bạo lực"),
        ("threats", "Đe dọa"),
        ("fake", "Tài khoản giả"),
        ("hacked", "Tài khoản bị chiếm"),
        ("hate", "Thù ghét"),
        ("insults", "Xúc phạm"),
        ("exclusion", "Tin đồn và cô lập"),
        ("witness", "Chứng kiến người khác bị hại"),
        ("regret", "Đã làm điều gì đó và hối hận"),
        ("grief", "Mất người thân"),
        ("errands", "Bị người khác lợi dụng"),
        ("assault", "Xâm hại tình dục"),
        ("forced", "Ép cưới, bị đưa đi"),
        ("sold", "Bóc lột tình dục"),
        ("partner", "Bạo lực từ người yêu, vợ chồng"),
        ("neglect", "Bị bỏ mặc, đói"),
        ("dare", "Thử thách nguy hiểm"),
        ("seen", "Thấy nội dung gây sốc"),
        ("staff", "Giáo viên, phụ huynh bị tấn công"),
        ("worn", "Kiệt sức"),
        ("illness", "Người thân bị bệnh"),
        ("pregnancy", "Mang thai"),
        ("habit", "Rượu, chất kích thích, game"),
        ("identity", "Giới và xu hướng tính dục"),
        ("body", "Cơ thể, cân nặng, ăn uống"),
        ("school", "Trường học"),
        ("family", "Gia đình"),
        ("love", "Tình cảm"),
        ("loneliness", "Cô đơn"),
        ("sleep", "Giấc ngủ"),
        ("leaving", "Rời khỏi nhà"),
        ("eating", "Ăn uống"),
        ("sadness", "Nỗi buồn"),
    ],
    nothing: "Chưa có gì để hiện. Một ngày sẽ hiện ở đây khi ngày đó đã hết và có ít nhất năm cuộc trò chuyện.",
    no_topic: "Chưa có chủ đề nào xuất hiện trong năm cuộc trò chuyện trở lên trong một ngày.",
    feedback: "Đánh giá",
    average: "Trung bình",
    of_five: "trên 5",
    no_average: "Chưa đến năm đánh giá.",
    ratings: ["Mức 1", "Mức 2", "Mức 3", "Mức 4", "Mức 5"],
    fewer: "dưới 5",
    most: "Nhiều nhất trong một ngày:",
    too_few: "Ngày nào cũng dưới 5.",
    table: "Xem dạng bảng",
    day: "Ngày",
    number: "Số lượng",
    not_staff: "Trang này dành cho nhân viên",
    not_staff_text: "Trang mở ra khi bạn đăng nhập bằng tài khoản có vai trò nhân viên. Một lần đăng nhập có hiệu lực mười hai giờ, nên có thể đã đến lúc đăng nhập lại.",
    months: ["/1", "/2", "/3", "/4", "/5", "/6", "/7", "/8", "/9", "/10", "/11", "/12"],
    thousands: '.',
    decimal: ',',
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_are_written_as_the_language_does() {
        let all = [&EN, &FR, &VI];
        let written: Vec<_> = all
            .iter()
            .map(|words| (words.count(1_234_567), words.tenths(4.25), words.date(3, 1)))
            .collect();
        let expected = [
            ("1,234,567", "4.2", "3 Feb"),
            ("1\u{202f}234\u{202f}567", "4,2", "3 févr."),
            ("1.234.567", "4,2", "3/2"),
        ];
        for ((count, tenths, date), expected) in written.iter().zip(expected) {
            assert_eq!((count.as_str(), tenths.as_str(), date.as_str()), expected);
        }
        assert_eq!(
            (EN.count(7), EN.count(100), EN.count(1000)),
            ("7".into(), "100".into(), "1,000".into())
        );
    }

    #[test]
    fn every_language_names_the_same_topics_and_levels() {
        let names = |words: &StaffWords| -> Vec<&str> {
            words.topic.iter().chain(&words.levels).map(|(name, _)| *name).collect()
        };
        assert_eq!(names(&EN), names(&FR));
        assert_eq!(names(&EN), names(&VI));
    }
}
