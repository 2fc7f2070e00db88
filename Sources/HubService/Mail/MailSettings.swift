/// By which server mails go out, and to whom of the operators.
package struct MailSettings: Sendable, Hashable {
    package enum Security: String, Sendable, CaseIterable {
        /// Encrypted after STARTTLS, or not at all: what cannot be encrypted is not sent.
        case starttls
        /// Encrypted from the first byte.
        case tls
        /// Not encrypted: for a server on this very machine.
        case none
    }

    package var host: String
    package var port: Int
    package var security: Security
    /// `nil`: without a name and a password.
    package var user: String?
    package var password: SecretSource?
    /// The sender's address.
    package var from: String
    package var fromName: String
    /// The operators' addresses.
    package var operators: [String]
    /// Certificates of authorities that are trusted beside the system's: PEM files.
    package var authorities: [String]
    /// Whether a mail has the documents' *trích yếu*: mail is read by more people than the hub.
    package var hasSubjects: Bool
    /// For one mail, from the connection to the server's word.
    package var timeout: Duration
    /// Since an agency's first line: so long more may join it in one mail.
    package var gather: Duration
    /// Mails under way at once.
    package var concurrency: Int
    package var backoffBase: Duration
    package var backoffCap: Duration
    /// After this a mail that could not be sent is given up.
    package var keep: Duration

    package init(
        host: String, port: Int = 587, security: Security = .starttls, user: String? = nil,
        password: SecretSource? = nil, from: String, operators: [String] = [], authorities: [String] = []
    ) {
        (self.host, self.port, self.security) = (host, port, security)
        (self.user, self.password) = (user, password)
        (self.from, fromName) = (from, "Trục liên thông văn bản")
        (self.operators, self.authorities) = (operators, authorities)
        hasSubjects = false
        (timeout, gather, concurrency) = (.seconds(30), .seconds(60), 2)
        (backoffBase, backoffCap, keep) = (.seconds(30), .seconds(1800), .seconds(3 * 86_400))
    }
}

extension MailSettings {
    init(_ section: ConfigurationSection) {
        let security = section.choice("security", default: Security.starttls)
        self.init(
            host: section.required("host"),
            port: section.integer("port", in: 1...65_535, default: security == .tls ? 465 : 587), security: security,
            user: section.text("user"), from: section.required("from"), operators: section.texts("operators"),
            authorities: section.paths("authorities"))
        password = user == nil ? nil : section.secret("password")
        fromName = section.text("fromName", default: fromName)
        hasSubjects = section.choice("subjects", default: YesOrNo.no) == .yes
        timeout = section.duration("timeout", in: .milliseconds(100)...(.seconds(600)), default: timeout)
        gather = section.duration("gather", in: .zero...(.seconds(86_400)), default: gather)
        concurrency = section.integer("concurrency", in: 1...100, default: concurrency)
        backoffBase = section.duration("backoffBase", in: .milliseconds(10)...(.seconds(3600)), default: backoffBase)
        backoffCap = section.duration("backoffCap", in: .milliseconds(10)...(.seconds(86_400)), default: backoffCap)
        keep = section.duration("keep", in: .seconds(1)...(.seconds(31 * 86_400)), default: keep)
        for (key, addresses) in [("from", [from]), ("operators", operators)] {
            for address in addresses where !address.isEmpty && MailAddress(address) == nil {
                section.reject(key, vi: "“\(address)” không phải địa chỉ thư", en: "“\(address)” is not a mail address")
            }
        }
        if backoffCap < backoffBase {
            section.reject("backoffCap", vi: "không được nhỏ hơn backoffBase", en: "must not be below backoffBase")
        }
        if security == .none, user != nil, !isOnThisMachine {
            section.reject(
                "security", vi: "mật khẩu không được gửi qua đường không mã hóa",
                en: "a password does not go over a line that is not encrypted")
        }
    }

    var isOnThisMachine: Bool { host == "localhost" || InternetAddress(host)?.reach == .loopback }
}
