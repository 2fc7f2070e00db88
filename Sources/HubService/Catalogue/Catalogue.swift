import EdXML
import HubCore
import SignedXML

/// Every code that the hub may answer with, whichever of its parts says it.
package struct Catalogue: Sendable {
    /// The rules of the running program: a new list of rules is one line here.
    package static let standard = Catalogue([
        XMLRules.all,
        SignedXML.SignatureRules.all,
        XAdESRules.all,
        TimestampRules.all,
        CertificateRules.all,
        RevocationListRules.all,
        EdXMLRules.all,
        PDFRules.all,
        HubCore.SignatureRules.all,
        HubRules.all,
        CareRule.all,
        HTTPRule.all,
        VXPRule.all,
        ProvincialRule.all,
        APIRule.all,
        LogRule.all,
        WitnessRule.all,
        AuditRule.all,
        AccountRules.all,
    ])

    /// In the order of ``Area``, and within an area as the lists have them.
    package let rules: [Rule]
    private let byCode: [String: Rule]

    package init(_ lists: [[Rule]]) {
        let all = lists.flatMap(\.self)
        rules = Area.allCases.flatMap { area in all.filter { Area(of: $0) == area } }
        byCode = Dictionary(rules.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The rule with a code, in any case.
    package subscript(_ code: String) -> Rule? { byCode[code.uppercased()] }

    package func rules(in area: Area) -> [Rule] { rules.filter { Area(of: $0) == area } }

    /// The code that was probably meant by one that is not there.
    package func nearest(to code: String) -> String? { Spelling.nearest(to: code, among: rules.map(\.code)) }
}

/// What a code is about: the letters before its first hyphen.
package enum Area: String, Sendable, CaseIterable {
    case xml = "XML"
    case schema = "XSD"
    case edXML = "EDX"
    case attachment = "ATT"
    case pdf = "PDF"
    case signature = "SIG"
    case xades = "XAD"
    case timestamp = "TSP"
    case certificate = "CRT"
    case revocationList = "CRL"
    case hub = "HUB"
    case http = "HTTP"
    case vxp = "VXP"
    case api = "API"
    case log = "LOG"
    case witness = "WIT"
    case audit = "AUD"
    case account = "ACC"

    /// `nil` for a rule of no known area: a test forbids it.
    package init?(of rule: Rule) { self.init(rawValue: String(rule.code.prefix { $0 != "-" })) }

    package var title: Bilingual {
        switch self {
        case .xml: Bilingual(vi: "Tệp XML", en: "The XML file")
        case .schema: Bilingual(vi: "Lược đồ edXML", en: "The edXML schema")
        case .edXML: Bilingual(vi: "Gói tin edXML", en: "The edXML packet")
        case .attachment: Bilingual(vi: "Tệp đính kèm", en: "Attachments")
        case .pdf: Bilingual(vi: "Chữ ký trong tệp PDF", en: "Signatures within PDF files")
        case .signature: Bilingual(vi: "Chữ ký số của gói tin", en: "The packet's signature")
        case .xades: Bilingual(vi: "Thông tin XAdES của chữ ký", en: "The signature's XAdES properties")
        case .timestamp: Bilingual(vi: "Dấu thời gian", en: "Time stamps")
        case .certificate: Bilingual(vi: "Chứng thư số", en: "Certificates")
        case .revocationList: Bilingual(vi: "Danh sách thu hồi", en: "Revocation lists")
        case .hub: Bilingual(vi: "Cơ quan gửi, nơi nhận, trùng lặp", en: "Sender, recipients, repeats")
        case .http: Bilingual(vi: "Kết nối HTTP", en: "The HTTP connection")
        case .vxp: Bilingual(vi: "Giao diện trục (VXP)", en: "The axis-style interface (VXP)")
        case .api: Bilingual(vi: "Giao diện riêng của trục (/api/v1)", en: "The hub's own interface (/api/v1)")
        case .log: Bilingual(vi: "Nhật ký mở cho kiểm tra (/log)", en: "The message log (/log)")
        case .witness: Bilingual(vi: "Bên chứng kiến (lienthong witness)", en: "The witness (lienthong witness)")
        case .audit: Bilingual(vi: "Kiểm toán nhật ký", en: "The audit of the log")
        case .account: Bilingual(vi: "Tài khoản và đăng nhập", en: "Accounts and log-in")
        }
    }

    /// Whether its rules are about documents, and not about how they are brought. Of these alone an operator may change
    /// the level.
    package var isOfDocuments: Bool {
        switch self {
        case .xml, .schema, .edXML, .attachment, .pdf, .signature, .xades, .timestamp, .certificate: true
        case .revocationList, .hub, .http, .vxp, .api, .log, .witness, .audit, .account: false
        }
    }
}
