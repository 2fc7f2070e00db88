"""Six weeks of a city's correspondence: what the fixtures say."""

from files import docx, pdf, xlsx

CHAIR = ("TM. ỦY BAN NHÂN DÂN", "Chủ tịch", "Nguyễn Văn Tùng")
VICE_CHAIR = ("KT. CHỦ TỊCH", "Phó Chủ tịch", "Lê Anh Quân")
OFFICE = ("TL. CHỦ TỊCH", "Chánh Văn phòng", "Trần Huy Kiên")


def director(name):
    return ("", "Giám đốc", name)


COMMUNES = ["H24.21.01", "H24.21.02"]
DEPARTMENTS = ["H24.01", "H24.02", "H24.03", "H24.04"]


def page(agency, title, *sentences):
    """The text of a document's one page."""
    return pdf(title, [agency.upper(), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "", title, ""]
               + list(sentences))


DECISION = {
    "slug": "01-quyet-dinh-ke-hoach-chuyen-doi-so", "dialect": "vendor", "type": ("Quyết định", "2"),
    "from": "H24", "to": DEPARTMENTS + ["H24.21"], "number": "3125", "notation": "QĐ-UBND", "date": "2026/10/05",
    "place": "Hải Phòng", "subject": "Về việc phê duyệt Kế hoạch chuyển đổi số thành phố Hải Phòng năm 2027",
    "content": "Phê duyệt kế hoạch, phân công đơn vị chủ trì và kinh phí từng nhiệm vụ", "signer": VICE_CHAIR,
    "priority": 0, "sphere": "Chuyển đổi số", "pages": 6, "appendixes": ["Phụ lục I. Danh mục nhiệm vụ"], "steering": 1,
    "places": ["Như Điều 3", "Thường trực Thành ủy", "Lưu: VT, KGVX"],
    "files": [
        ("3125-QD-UBND.pdf", "Quyết định 3125/QĐ-UBND", page(
            "UBND thành phố Hải Phòng", "Quyết định phê duyệt Kế hoạch chuyển đổi số năm 2027",
            "Điều 1. Phê duyệt kèm theo Quyết định này Kế hoạch chuyển đổi số năm 2027.",
            "Điều 2. Sở Khoa học và Công nghệ chủ trì, theo dõi, đôn đốc việc thực hiện.",
            "Điều 3. Chánh Văn phòng và thủ trưởng các sở, ngành chịu trách nhiệm thi hành.")),
        ("Phụ lục I. Danh mục nhiệm vụ.xlsx", "Phụ lục I. Danh mục nhiệm vụ", xlsx("Nhiệm vụ", [
            ["STT", "Nhiệm vụ", "Chủ trì", "Kinh phí (triệu đồng)"],
            [1, "Nâng cấp trục liên thông văn bản", "Sở Khoa học và Công nghệ", 4200],
            [2, "Số hóa hồ sơ cán bộ", "Sở Nội vụ", 1850],
            [3, "Bệnh án điện tử tuyến phường", "Sở Y tế", 3600]])),
    ],
}

ADMINISTRATION = {
    "slug": "02-cong-van-thu-tuc-hanh-chinh", "dialect": "vendor", "type": ("Công văn", "18"),
    "from": "H24", "to": ["G22", "H24.01"], "number": "264", "notation": "UBND-KSTTHC", "date": "2026/10/07",
    "place": "Hải Phòng", "subject": "V/v tăng cường ứng dụng công nghệ thông tin trong giải quyết thủ tục hành chính",
    "signer": CHAIR, "due": "2026/11/25", "priority": 1, "sphere": "Cải cách hành chính", "placeholder": True,
    "files": [("264-UBND-KSTTHC.pdf", "Văn bản chính", page(
        "UBND thành phố Hải Phòng", "V/v tăng cường ứng dụng CNTT trong giải quyết TTHC",
        "Kính gửi: Văn phòng Chính phủ; Sở Nội vụ.",
        "Ủy ban nhân dân thành phố báo cáo và đề nghị phối hợp thực hiện các nội dung sau."))],
}

CONCLUSION = {
    "slug": "03-thong-bao-ket-luan-hop", "dialect": "dotnet", "type": ("Thông báo", "7"),
    "from": "H24", "to": DEPARTMENTS, "number": "512", "notation": "TB-UBND", "date": "2026/10/08",
    "place": "Hải Phòng", "subject": "Kết luận của Chủ tịch UBND thành phố tại cuộc họp giao ban tháng 10 năm 2026",
    "signer": OFFICE, "priority": 0, "sphere": "Tổng hợp",
    "files": [("TB-512.docx", "Thông báo kết luận", docx([
        "THÔNG BÁO", "Kết luận của Chủ tịch Ủy ban nhân dân thành phố tại cuộc họp giao ban tháng 10 năm 2026",
        "1. Sở Tài chính hoàn thành quyết toán quý III trước ngày 31 tháng 10.",
        "2. Sở Y tế chủ động phương án phòng, chống dịch mùa đông xuân."]))],
}

INVITATION = {
    "slug": "04-giay-moi-hoi-thao", "dialect": "dotnet", "type": ("Giấy mời", "24"),
    "from": "H24.03", "to": ["H24", "H24.04", "H24.21"], "number": "87", "notation": "GM-SKHCN", "date": "2026/10/12",
    "place": "Hải Phòng", "subject": "Mời dự hội thảo “Liên thông văn bản điện tử và chữ ký số trong cơ quan nhà nước”",
    "signer": director("Hoàng Minh Cường"), "due": "2026/10/20", "priority": 1, "sphere": "Khoa học và công nghệ",
    "pages": 1,
    "files": [("GM-87.pdf", "Giấy mời", page(
        "Sở Khoa học và Công nghệ", "Giấy mời dự hội thảo",
        "Thời gian: 08 giờ 00, thứ Sáu, ngày 23 tháng 10 năm 2026.", "Địa điểm: Hội trường tầng 3, số 1 Phạm Ngũ Lão."))],
}

REPORT = {
    "slug": "05-bao-cao-thu-chi-quy-III", "dialect": "vendor", "type": ("Báo cáo", "14"),
    "from": "H24.02", "to": ["H24", "G11"], "number": "198", "notation": "BC-STC", "date": "2026/10/14",
    "place": "Hải Phòng", "subject": "Tình hình thu, chi ngân sách nhà nước quý III năm 2026",
    "signer": director("Nguyễn Thị Bích Dung"), "priority": 0, "sphere": "Tài chính", "pages": 12,
    "files": [
        ("BC-198.docx", "Báo cáo quý III", docx([
            "BÁO CÁO", "Tình hình thu, chi ngân sách nhà nước quý III năm 2026",
            "Tổng thu ngân sách trên địa bàn đạt 78,4% dự toán; chi thường xuyên đạt 71,2% dự toán."])),
        ("Biểu số liệu.xlsx", "Biểu số liệu kèm theo", xlsx("Quý III", [
            ["Chỉ tiêu", "Dự toán", "Thực hiện"], ["Thu nội địa", 48500, 38024], ["Chi thường xuyên", 21300, 15165]])),
    ],
}

PLAN = {
    "slug": "06-ke-hoach-phong-chong-dich", "dialect": "vendor", "type": ("Kế hoạch", "10"),
    "from": "H24.04", "to": ["H24.21"] + COMMUNES, "number": "45", "notation": "KH-SYT", "date": "2026/10/15",
    "place": "Hải Phòng", "subject": "Phòng, chống dịch bệnh truyền nhiễm mùa đông xuân 2026 – 2027",
    "signer": ("KT. GIÁM ĐỐC", "Phó Giám đốc", "Phan Huy Thục"), "priority": 2, "sphere": "Y tế", "pages": 8,
    "placeholder": True,
    "files": [
        ("KH-45-SYT.pdf", "Kế hoạch", page(
            "Sở Y tế", "Kế hoạch phòng, chống dịch bệnh mùa đông xuân",
            "Mục tiêu: phát hiện sớm, xử lý kịp thời, không để dịch lan rộng.",
            "Tổ chức thực hiện: trạm y tế phường báo cáo trước 16 giờ hằng ngày.")),
        ("Phân bổ vật tư.xlsx", "Phân bổ vật tư", xlsx("Vật tư", [
            ["Đơn vị", "Khẩu trang", "Cloramin B (kg)"], ["Phường Minh Khai", 5000, 40],
            ["Phường Hoàng Văn Thụ", 4500, 35]])),
    ],
}

SUBMISSION = {
    "slug": "07-to-trinh-bien-che", "dialect": "dotnet", "type": ("Tờ trình", "16"),
    "from": "H24.01", "to": ["H24", "G09"], "number": "73", "notation": "TTr-SNV", "date": "2026/10/16",
    "place": "Hải Phòng", "subject": "Về kế hoạch biên chế công chức năm 2027 của thành phố Hải Phòng",
    "signer": director("Nguyễn Thị Thu"), "due": "2026/11/20", "priority": 0, "sphere": "Tổ chức bộ máy",
    "files": [("TTr-73-SNV.pdf", "Tờ trình", page(
        "Sở Nội vụ", "Tờ trình về kế hoạch biên chế năm 2027",
        "Kính trình Ủy ban nhân dân thành phố xem xét, quyết định."))],
}

DIRECTIVE = {
    "slug": "08-chi-thi-phong-chay", "dialect": "dotnet", "type": ("Chỉ thị", "3"),
    "from": "H24", "to": DEPARTMENTS + ["H24.21"] + COMMUNES, "number": "15", "notation": "CT-UBND", "date": "2026/10/19",
    "place": "Hải Phòng", "subject": "Về tăng cường công tác phòng cháy, chữa cháy và cứu nạn, cứu hộ trong mùa hanh khô",
    "signer": CHAIR, "priority": 2, "sphere": "An ninh trật tự", "steering": 2, "pages": 4,
    "files": [("CT-15.pdf", "Chỉ thị", page(
        "UBND thành phố Hải Phòng", "Chỉ thị về phòng cháy, chữa cháy mùa hanh khô",
        "Yêu cầu các cấp, các ngành nghiêm túc thực hiện các nội dung sau đây."))],
}

TELEGRAM = {
    "slug": "09-cong-dien-hoa-toc-bao-so-12", "dialect": "vendor", "type": ("Công điện", "20"),
    "from": "H24", "to": ["H24.21"] + COMMUNES + ["H49", "G22"], "number": "21", "notation": "CĐ-UBND",
    "date": "2026/10/20", "place": "Hải Phòng",
    "subject": "Về việc khẩn trương ứng phó với bão số 12 trên địa bàn thành phố",
    "signer": CHAIR, "due": "2026/10/21", "priority": 3, "sphere": "Phòng, chống thiên tai", "steering": 2, "pages": 1,
    "files": [("CD-21.pdf", "Công điện", page(
        "UBND thành phố Hải Phòng", "Công điện về việc ứng phó bão số 12",
        "1. Thông báo, kêu gọi tàu thuyền vào nơi tránh trú trước 15 giờ ngày 21 tháng 10.",
        "2. Rà soát, sơ tán dân tại các khu nhà cũ, vùng trũng thấp, ven biển."))],
}

TIMED_TELEGRAM = {
    "slug": "10-cong-dien-hoa-toc-hen-gio", "dialect": "dotnet", "type": ("Công điện", "20"),
    "from": "H24", "to": ["H24.21"] + COMMUNES, "number": "22", "notation": "CĐ-UBND", "date": "2026/10/21",
    "place": "Hải Phòng", "subject": "Về lệnh cấm biển từ 18 giờ ngày 21 tháng 10 năm 2026",
    "signer": VICE_CHAIR, "due": "2026/10/21", "priority": 4, "sphere": "Phòng, chống thiên tai", "pages": 1,
    "files": [("CD-22.pdf", "Công điện", page(
        "UBND thành phố Hải Phòng", "Công điện về lệnh cấm biển",
        "Cấm tất cả tàu thuyền ra khơi kể từ 18 giờ 00 ngày 21 tháng 10 năm 2026."))],
}

RESOLUTION = {
    "slug": "11-nghi-quyet-phien-hop-thang-10", "dialect": "vendor", "type": ("Nghị quyết", "1"),
    "from": "H24.21", "to": ["H24"] + COMMUNES, "number": "18", "notation": "NQ-UBND", "date": "2026/10/30",
    "place": "Hồng Bàng", "subject": "Phiên họp thường kỳ tháng 10 năm 2026 của Ủy ban nhân dân quận Hồng Bàng",
    "signer": ("TM. ỦY BAN NHÂN DÂN", "Chủ tịch", "Vũ Thị Hà"), "priority": 0, "sphere": "Tổng hợp",
    "files": [("NQ-18.pdf", "Nghị quyết", page(
        "UBND quận Hồng Bàng", "Nghị quyết phiên họp thường kỳ tháng 10",
        "Thống nhất đánh giá tình hình kinh tế - xã hội mười tháng đầu năm."))],
}

GUIDANCE = {
    "slug": "12-huong-dan-bao-mat-va-chu-ky-so", "dialect": "dotnet", "type": ("Hướng dẫn", "8"),
    "from": "H24.03", "to": ["H24.21"] + COMMUNES + ["H24.01"], "number": "31", "notation": "HD-SKHCN",
    "date": "2026/11/02", "place": "Hải Phòng",
    "subject": "Bảo mật thông tin và sử dụng chữ ký số khi gửi, nhận văn bản qua trục liên thông",
    "signer": director("Hoàng Minh Cường"), "priority": 0, "sphere": "An toàn thông tin", "pages": 5,
    "files": [("HD-31.docx", "Hướng dẫn", docx([
        "HƯỚNG DẪN", "Bảo mật thông tin và sử dụng chữ ký số khi gửi, nhận văn bản",
        "Mỗi cơ quan dùng một chứng thư số chuyên dùng để ký gói tin."]))],
}

REPLY = {
    "slug": "13-cong-van-tra-loi-giay-moi", "dialect": "vendor", "type": ("Công văn", "18"),
    "from": "H24.04", "to": ["H24.03"], "number": "1120", "notation": "SYT-VP", "date": "2026/10/14",
    "place": "Hải Phòng", "subject": "V/v cử cán bộ dự hội thảo theo Giấy mời số 87/GM-SKHCN",
    "signer": ("TL. GIÁM ĐỐC", "Chánh Văn phòng", "Đỗ Thị Hạnh"), "priority": 0, "sphere": "Y tế", "pages": 1,
    "answers": [("H24.03", "87/GM-SKHCN", "H24.03,2026/10/12,87/GM-SKHCN", "2026/10/12")],
    "files": [("1120-SYT-VP.pdf", "Văn bản chính", page(
        "Sở Y tế", "V/v cử cán bộ dự hội thảo", "Sở Y tế cử bà Phạm Thu Hương, Phó Trưởng phòng Kế hoạch, tham dự."))],
}

OLD_IDENTIFIERS = {
    "slug": "14-cong-van-ma-dinh-danh-cu", "dialect": "vendor", "type": ("Công văn", "18"),
    "from": "H24.02", "to": ["000.00.01.H24", "000.00.00.G11"], "number": "2077", "notation": "STC-QLNS",
    "date": "2026/11/03", "place": "Hải Phòng",
    "subject": "V/v thẩm định kinh phí thực hiện tinh giản biên chế đợt II năm 2026",
    "signer": ("KT. GIÁM ĐỐC", "Phó Giám đốc", "Bùi Ngọc Long"), "due": "2026/11/24", "priority": 1,
    "sphere": "Tài chính",
    "files": [("2077-STC-QLNS.pdf", "Văn bản chính", page(
        "Sở Tài chính", "V/v thẩm định kinh phí tinh giản biên chế", "Đề nghị Sở Nội vụ cung cấp danh sách đã thẩm định."))],
}

PROVINCES = {
    "slug": "15-cong-van-gui-cac-dia-phuong", "dialect": "dotnet", "type": ("Công văn", "18"),
    "from": "H24", "to": ["H26", "H49", "H17", "G22", "G11"], "number": "2981", "notation": "UBND-TH",
    "date": "2026/11/04", "place": "Hải Phòng",
    "subject": "V/v phối hợp tổ chức Diễn đàn liên kết phát triển kinh tế biển năm 2026",
    "signer": VICE_CHAIR, "due": "2026/11/28", "priority": 0, "sphere": "Kinh tế biển",
    "files": [
        ("2981-UBND-TH.pdf", "Văn bản chính", page(
            "UBND thành phố Hải Phòng", "V/v phối hợp tổ chức Diễn đàn kinh tế biển",
            "Trân trọng đề nghị quý cơ quan cử lãnh đạo tham dự và gửi tham luận.")),
        ("Chương trình dự kiến.docx", "Chương trình dự kiến", docx([
            "CHƯƠNG TRÌNH DỰ KIẾN", "08:00 Đón tiếp đại biểu", "08:30 Khai mạc", "11:30 Bế mạc"])),
    ],
}

PROGRAMME = {
    "slug": "16-chuong-trinh-cong-tac-thang-11", "dialect": "vendor", "type": ("Chương trình", "9"),
    "from": "H24.21", "to": COMMUNES, "number": "09", "notation": "CTr-UBND", "date": "2026/11/05",
    "place": "Hồng Bàng", "subject": "Công tác trọng tâm tháng 11 năm 2026",
    "signer": ("TL. CHỦ TỊCH", "Chánh Văn phòng", "Ngô Quang Minh"), "priority": 0, "sphere": "Tổng hợp",
    "files": [("CTr-09.pdf", "Chương trình", page(
        "UBND quận Hồng Bàng", "Chương trình công tác tháng 11", "Tuần 1: tổng kết chiến dịch vệ sinh môi trường."))],
}

PROJECT = {
    "slug": "17-de-an-kho-luu-tru-so", "dialect": "dotnet", "type": ("Đề án", "12"),
    "from": "H24.01", "to": ["H24", "H24.02", "H24.03"], "number": "06", "notation": "ĐA-SNV", "date": "2026/11/06",
    "place": "Hải Phòng", "subject": "Xây dựng kho lưu trữ số của thành phố giai đoạn 2027 – 2030",
    "signer": director("Nguyễn Thị Thu"), "priority": 0, "sphere": "Văn thư, lưu trữ", "pages": 38,
    "appendixes": ["Phụ lục I. Hiện trạng", "Phụ lục II. Khái toán"],
    "files": [
        ("DA-06-SNV.pdf", "Đề án", page(
            "Sở Nội vụ", "Đề án xây dựng kho lưu trữ số", "Phạm vi: các cơ quan thuộc nguồn nộp lưu của thành phố.")),
        ("Phụ lục II. Khái toán.xlsx", "Phụ lục II. Khái toán", xlsx("Khái toán", [
            ["Hạng mục", "Triệu đồng"], ["Hạ tầng", 12500], ["Phần mềm", 7800], ["Số hóa", 21400]])),
    ],
}

COMMUNE_REPORT = {
    "slug": "18-bao-cao-thiet-hai-do-bao", "dialect": "vendor", "type": ("Báo cáo", "14"),
    "from": "H24.21.02", "to": ["H24.21"], "number": "62", "notation": "BC-UBND", "date": "2026/10/23",
    "place": "Hoàng Văn Thụ", "subject": "Nhanh tình hình thiệt hại do bão số 12 trên địa bàn phường",
    "signer": ("KT. CHỦ TỊCH", "Phó Chủ tịch", "Đoàn Văn Hải"), "priority": 3, "sphere": "Phòng, chống thiên tai",
    "answers": [("H24", "21/CĐ-UBND", "H24,2026/10/20,21/CĐ-UBND", "2026/10/20")],
    "files": [("BC-62.pdf", "Báo cáo nhanh", page(
        "UBND phường Hoàng Văn Thụ", "Báo cáo nhanh thiệt hại do bão số 12",
        "Không có thiệt hại về người; 14 nhà tốc mái, 37 cây xanh gãy đổ."))],
}

COMMUNE_LETTER = {
    "slug": "19-cong-van-phuong-de-nghi-sua-chua", "dialect": "dotnet", "type": ("Công văn", "18"),
    "from": "H24.21.01", "to": ["H24.21", "H24.02"], "number": "133", "notation": "UBND-ĐT", "date": "2026/11/09",
    "place": "Minh Khai", "subject": "V/v đề nghị hỗ trợ kinh phí sửa chữa Trạm Y tế phường",
    "signer": ("TM. ỦY BAN NHÂN DÂN", "Chủ tịch", "Lương Thế Vinh"), "due": "2026/11/30", "priority": 0,
    "sphere": "Đầu tư",
    "files": [("133-UBND-DT.pdf", "Văn bản chính", page(
        "UBND phường Minh Khai", "V/v hỗ trợ kinh phí sửa chữa Trạm Y tế",
        "Kinh phí dự kiến: 480 triệu đồng (bốn trăm tám mươi triệu đồng)."))],
}

RECALL = INVITATION | {
    "slug": "20-thu-hoi-giay-moi", "subject": "Thu hồi Giấy mời số 87/GM-SKHCN do ghi sai thời gian", "to": ["H24.21"],
    "business": 1, "concerns": "H24.03,2026/10/12,87/GM-SKHCN", "reason": "Ghi sai thời gian tổ chức hội thảo",
    "answers": [("H24.21", "87/GM-SKHCN", "H24.03,2026/10/12,87/GM-SKHCN", "2026/10/12")], "files": [],
}

UPDATE = PLAN | {
    "slug": "21-cap-nhat-noi-nhan-ke-hoach", "subject": "Cập nhật nơi nhận Kế hoạch số 45/KH-SYT",
    "to": ["H24.21", "H24.21.01", "H24.01"], "business": 2, "concerns": "H24.04,2026/10/15,45/KH-SYT",
    "reason": "Bổ sung Sở Nội vụ, bỏ UBND phường Hoàng Văn Thụ", "receivers": [("H24.01", "1"), ("H24.21.02", "0")],
    "files": [], "placeholder": False,
}

REPLACEMENT = REPORT | {
    "slug": "22-thay-the-bao-cao-quy-III", "number": "203", "date": "2026/10/22", "business": 3,
    "subject": "Tình hình thu, chi ngân sách nhà nước quý III năm 2026 (thay thế Báo cáo số 198/BC-STC)",
    "reason": "Hiệu chỉnh số liệu thu nội địa", "replaces": ("H24.02,2026/10/14,198/BC-STC", ["H24", "G11"]),
    "files": [("BC-203.docx", "Báo cáo quý III (thay thế)", docx([
        "BÁO CÁO", "Tình hình thu, chi ngân sách nhà nước quý III năm 2026",
        "Tổng thu ngân sách trên địa bàn đạt 79,1% dự toán."]))],
}

DOCUMENTS = [
    DECISION, ADMINISTRATION, CONCLUSION, INVITATION, REPORT, PLAN, SUBMISSION, DIRECTIVE, TELEGRAM, TIMED_TELEGRAM,
    RESOLUTION, GUIDANCE, REPLY, OLD_IDENTIFIERS, PROVINCES, PROGRAMME, PROJECT, COMMUNE_REPORT, COMMUNE_LETTER,
    RECALL, UPDATE, REPLACEMENT,
]

# What comes down from the national axis.
INCOMING = [
    {
        "slug": "01-vpcp-truyen-dat-y-kien", "dialect": "vendor", "type": ("Công văn", "18"),
        "from": "G22", "to": ["H24", "H26", "H17"], "number": "7816", "notation": "VPCP-KSTT", "date": "2026/10/26",
        "place": "Hà Nội", "subject": "V/v đẩy mạnh gửi, nhận văn bản điện tử có ký số đến cấp xã",
        "signer": ("KT. BỘ TRƯỞNG, CHỦ NHIỆM", "Phó Chủ nhiệm", "Phạm Mạnh Cường"), "due": "2026/11/30", "priority": 1,
        "sphere": "Cải cách hành chính", "steering": 2,
        "answers": [("H24", "264/UBND-KSTTHC", "H24,2026/10/07,264/UBND-KSTTHC", "2026/10/07")],
        "files": [("7816-VPCP-KSTT.pdf", "Văn bản chính", page(
            "Văn phòng Chính phủ", "V/v gửi, nhận văn bản điện tử đến cấp xã",
            "Đề nghị Ủy ban nhân dân các tỉnh, thành phố khẩn trương thực hiện."))],
    },
    {
        "slug": "02-bo-noi-vu-huong-dan-bien-che", "dialect": "dotnet", "type": ("Công văn", "18"),
        "from": "G09", "to": ["H24", "H24.01"], "number": "6120", "notation": "BNV-TCBC", "date": "2026/11/02",
        "place": "Hà Nội", "subject": "V/v hướng dẫn xây dựng kế hoạch biên chế năm 2027",
        "signer": ("TL. BỘ TRƯỞNG", "Vụ trưởng", "Nguyễn Hữu Tuấn"), "priority": 0, "sphere": "Tổ chức bộ máy",
        "answers": [("H24.01", "73/TTr-SNV", "H24.01,2026/10/16,73/TTr-SNV", "2026/10/16")],
        "files": [("6120-BNV-TCBC.docx", "Văn bản chính", docx([
            "V/v hướng dẫn xây dựng kế hoạch biên chế năm 2027", "Kính gửi: UBND thành phố Hải Phòng; Sở Nội vụ."]))],
    },
    {
        "slug": "03-quang-ninh-phoi-hop-bao", "dialect": "vendor", "type": ("Công văn", "18"),
        "from": "H49", "to": ["H24"], "number": "3340", "notation": "UBND-NLN", "date": "2026/10/21",
        "place": "Quảng Ninh", "subject": "V/v phối hợp sơ tán tàu thuyền tránh bão số 12 giữa hai địa phương",
        "signer": VICE_CHAIR, "due": "2026/10/22", "priority": 3, "sphere": "Phòng, chống thiên tai",
        "answers": [("H24", "21/CĐ-UBND", "H24,2026/10/20,21/CĐ-UBND", "2026/10/20")],
        "files": [("3340-UBND-NLN.pdf", "Văn bản chính", page(
            "UBND tỉnh Quảng Ninh", "V/v phối hợp sơ tán tàu thuyền", "Tỉnh tiếp nhận tối đa 220 tàu tại khu neo đậu."))],
    },
]


def status(slug, sender, of, code, description, at, **more):
    return {"slug": slug, "from": sender, "of": of, "code": code, "description": description, "at": at} | more


STATUSES = [
    status("01-da-den", "H24.01", DECISION, "01", "Đã đến", "2026/10/05 09:41:02"),
    status("02-tu-choi-tiep-nhan", "H24.04", CONCLUSION, "02", "Văn bản không thuộc thẩm quyền giải quyết của đơn vị",
           "2026/10/08 14:05:30"),
    status("03-da-tiep-nhan", "H24.01", DECISION, "03", "Đã tiếp nhận, số đến 1482", "2026/10/05 10:12:45"),
    status("04-phan-cong", "H24.01", DECISION, "04", "Chuyển Phòng Công chức, viên chức", "2026/10/05 14:30:00"),
    status("05-dang-xu-ly", "H24.01", DECISION, "05", "Đang xử lý", "2026/10/06 08:15:20"),
    status("06-hoan-thanh", "H24.01", DECISION, "06", "Đã hoàn thành", "2026/10/12 16:48:11"),
    status("13-lay-lai", "H24.03", INVITATION, "13", "Lấy lại do ghi sai thời gian", "2026/10/13 08:02:09", to="H24.04"),
    status("13-lay-lai-doi-cho", "H24.03", INVITATION, "13", "Lấy lại do ghi sai thời gian", "2026/10/13 08:02:10",
           to="H24", swapped=True),
    status("15-dong-y-thu-hoi", "H24.04", INVITATION, "15", "Đồng ý thu hồi, đã hủy bản nhận", "2026/10/13 09:20:00"),
    status("16-tu-choi-thu-hoi", "H24.21", INVITATION, "16", "Đã thực hiện xong theo giấy mời", "2026/10/13 09:47:33"),
]
