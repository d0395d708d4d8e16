//! The pages in Vietnamese; the program says *mình*, the reader is *bạn*.

use super::{Words, data, feedback, settings, talks};

/// Vietnamese, short and warm.
pub const WORDS: Words = Words {
    title_landing: "KM",
    title_chat: "KM · Ghi chú",
    title_help: "KM · Số điện thoại",
    title_privacy: "KM · Giới thiệu",
    title_lost: "KM · Không tìm thấy",
    description: "Một nơi yên tĩnh để viết.",

    skip: "Đến nội dung chính",
    help: "Trợ giúp",
    leave: "Thoát ngay",
    leave_hint: "Đóng trang này và mở Wikipedia. Bấm phím Shift ba lần cũng vậy.",
    leave_left: ("Để thoát: bấm Shift hai lần nữa", "Để thoát: bấm Shift một lần nữa"),
    menu: "Menu và ngôn ngữ",
    language: "Ngôn ngữ",
    home: "Trang chủ",
    privacy: "Những gì được giữ lại",
    erase: "Xóa tất cả",
    program: "Bạn đang viết cho một chương trình, không phải cho một người.",

    notice_erased: "Đã xóa tất cả. Ở đây không còn gì từ cuộc trò chuyện của bạn nữa.",
    notice_ended: "Cuộc trò chuyện trước đã kết thúc và được xóa. Bạn có thể bắt đầu cuộc mới.",

    landing_title: "Có chuyện gì đang làm bạn nặng lòng?",
    landing_lead: "Bạn cứ viết ra ở đây nhé. Bạn sẽ có câu trả lời ngay.",
    landing_start: "Bắt đầu viết",
    landing_go_on: "Trò chuyện tiếp",
    landing_small: "Miễn phí. Không cần tên. Không cần đăng ký.",
    landing_program: (
        "Mình là một chương trình, không phải người",
        "Mình tên là Betty. Bạn có thể kể về những tin nhắn làm bạn đau, nỗi sợ, nỗi buồn, hay bất cứ điều gì. Mình lắng nghe và giúp bạn tìm bước tiếp theo. Bố mẹ cũng có thể viết cho mình.",
    ),
    landing_kept: (
        "Được khóa lại, rồi tự xóa",
        "Những gì bạn viết được khóa lại và tự xóa sau 30 ngày. Bạn có thể xóa sớm hơn, bất cứ lúc nào.",
    ),
    landing_danger: (
        "Bạn đang gặp nguy hiểm?",
        "Ở các số khẩn cấp có người thật nghe máy, cả ngày lẫn đêm.",
    ),
    landing_numbers: "Xem các số điện thoại",

    chat_title: "Cuộc trò chuyện của bạn",
    me: "Bạn",
    label: "Tin nhắn của bạn",
    placeholder: "Viết điều bạn muốn nói",
    send: "Gửi",
    chat_small: "Mình là một chương trình nên có thể nhầm.",

    trouble_empty: "Bạn viết vài chữ trước, rồi gửi nhé.",
    trouble_too_long: "Tin này dài hơn 5.000 ký tự. Không mất gì cả: bạn rút ngắn lại, hoặc chia làm hai tin nhé.",
    trouble_too_fast: "Nhiều tin đến cùng lúc nên mình chưa nhận kịp. Không mất gì cả: bạn chờ một chút rồi gửi lại nhé.",
    trouble_away: "Lúc này tin của bạn chưa đến được chỗ mình. Không mất gì cả: những gì bạn viết vẫn ở bên dưới. Lát nữa bạn thử lại nhé.",
    trouble_ended: "Cuộc trò chuyện này đã kết thúc và được xóa. Tin cuối của bạn vẫn ở bên dưới: bạn có thể sao chép rồi bắt đầu cuộc mới.",
    trouble_offline: "Lúc này không có mạng. Không mất gì cả: những gì bạn viết vẫn ở bên dưới. Có mạng lại thì bạn bấm gửi nhé.",
    trouble_broken: "Có lỗi từ phía chúng mình. Không mất gì cả: những gì bạn viết vẫn ở bên dưới. Bạn thử lại nhé.",
    retry: "Gửi lại",
    start_anew: "Bắt đầu cuộc trò chuyện mới",

    crisis_title: "Nói với người thật ngay bây giờ nhé",
    crisis_now: "Việc bạn có thể làm ngay",
    crisis_note: "Mình là một chương trình: mình không gọi cho ai thay bạn được.",
    crisis_more: "Xem tất cả các số",
    free: "miễn phí",

    chat: super::chat::VI,

    help_title: "Những người có thể giúp bạn",
    help_lead: "Bạn cứ gọi hoặc nhắn nhé, dù chưa chắc chuyện có đủ nghiêm trọng không. Chuyện của bạn đáng để gọi.",
    help_emergency: "Khi bạn đang gặp nguy hiểm",
    help_people: "Nơi có người lắng nghe bạn",
    help_adults: "Dành cho người lớn: cho một đứa trẻ, hoặc cho chính mình",
    help_call: "Gọi",
    help_text: "Nhắn tin",
    help_site: "Mở trang web",
    help_new_tab: "mở ở tab mới",
    help_open: "Đang có người trực",
    help_closed: "Giờ này chưa có người trực",
    help_unverified: "Giờ trực chưa được kiểm tra",
    help_country: "Số điện thoại ở",
    help_home: "Việt Nam",
    help_show: "Xem",
    help_none: "Chúng mình chưa biết đường dây nào ở nước này. Bạn chọn “Nơi khác” trong danh sách, hoặc gọi số khẩn cấp ở nơi bạn đang ở.",
    help_steps: "Việc bạn có thể làm ngay",
    help_step: [
        (
            "Ngừng trả lời",
            "Ai nhắn làm bạn sợ hay đau, bạn không phải trả lời. Cất điện thoại đi một lúc. Bạn có thể chặn họ sau.",
        ),
        (
            "Giữ ảnh chụp màn hình",
            "Chụp lời nhắn, thấy rõ tên, ngày và giờ. Khi bạn kể lại hay báo cáo, ảnh này giúp được bạn.",
        ),
        (
            "Nói với một người lớn bạn tin",
            "Bố mẹ, ông bà, thầy cô, cô y tế ở trường. Bạn có thể mở lời: “Con đang cần người giúp ạ.”",
        ),
    ],
    countries: &[
        ("FR", "Pháp"),
        ("VN", "Việt Nam"),
        ("GB", "Vương quốc Anh"),
        ("US", "Hoa Kỳ"),
        ("IE", "Ireland"),
        ("CA", "Canada"),
        ("AU", "Úc"),
        ("NZ", "New Zealand"),
        ("BE", "Bỉ"),
        ("CH", "Thụy Sĩ"),
        ("LU", "Luxembourg"),
        ("DE", "Đức"),
        ("EU", "Nơi khác ở châu Âu"),
        ("ZZ", "Nơi khác"),
    ],

    privacy_title: "Những gì bạn viết sẽ đi đâu",
    privacy_lead: "Nói ngắn gọn: được khóa lại, là của bạn, và bạn xóa được bất cứ lúc nào.",
    privacy_part: [
        (
            "Ai đọc những gì bạn viết?",
            "Không có người nào đọc cả. Chỉ có một chương trình đọc tin của bạn để trả lời, vậy thôi.",
        ),
        (
            "Giữ lại những gì, trong bao lâu?",
            "Tin nhắn của bạn và câu trả lời của chúng mình, trong 30 ngày. Sau đó tất cả tự xóa.",
        ),
        (
            "Được khóa như thế nào?",
            "Mỗi cuộc trò chuyện có một chìa khóa riêng. Khi chìa khóa bị xóa, không ai đọc được cuộc trò chuyện đó nữa.",
        ),
        (
            "Không giữ những gì?",
            "Không tên, không email, không số điện thoại, không địa chỉ mạng của máy. Bạn đừng viết họ tên đầy đủ hay tên trường nhé.",
        ),
        (
            "Còn lại gì trên máy này?",
            "Vài tệp nhỏ gọi là cookie: một cái mở cuộc trò chuyện của bạn, một cái nhớ ngôn ngữ, một cái nhớ cách trang hiện ra nếu bạn đã đổi. Nếu dùng chung máy, bạn hãy xóa cuộc trò chuyện, hoặc bấm Thoát ngay ở trên cùng.",
        ),
        (
            "Nút Thoát ngay làm gì?",
            "Nút này đóng cuộc trò chuyện trên máy này và mở Wikipedia ngay. Bấm phím Shift ba lần cũng vậy. Nếu chưa đăng nhập, bạn sẽ không mở lại được cuộc trò chuyện đó: sau 30 ngày nó sẽ được xóa. Lịch sử duyệt web vẫn còn: bạn có thể xóa trong trình duyệt.",
        ),
        (
            "Điều gì trang này không làm được?",
            "Trang này không gọi cho ai và không báo cho ai. Nếu bạn gặp nguy hiểm, hãy gọi một số ở trang trợ giúp hoặc tìm một người lớn gần bạn.",
        ),
    ],
    erase_title: "Xóa tất cả",
    erase_text: "Mọi cuộc trò chuyện của bạn, cùng ảnh và chìa khóa của chúng, sẽ bị xóa ngay, không lấy lại được.",
    erase_open: "Xóa tất cả",
    erase_sure: "Bạn chắc chưa? Xóa rồi thì không ai đọc lại được nữa, kể cả bạn.",
    erase_button: "Có, xóa tất cả",
    erase_nothing: "Trên máy này không có cuộc trò chuyện nào đang mở, nên không có gì để xóa.",

    settings: settings::VI,
    talks: talks::VI,
    data: data::VI,
    feedback: feedback::VI,
    sign_in: super::sign_in::VI,
    staff: super::staff::VI,

    lost: ("Không tìm thấy trang này", "Trang bạn tìm không có ở đây. Bạn không làm gì sai cả."),
    too_fast: (
        "Chờ một chút nhé",
        "Có nhiều yêu cầu đến cùng lúc. Không phải lỗi của bạn. Một phút nữa bạn thử lại nhé.",
    ),
    broken: ("Có lỗi từ phía chúng mình", "Không phải lỗi của bạn. Lát nữa bạn thử lại nhé."),
    lost_home: "Về trang chủ",
};
