import SignedXML

/// A rule by which certificates belong to an agency without each being registered: those that `issuer` gave to a subject
/// with all of these attributes.
///
/// It is only looked at for a certificate whose path is trusted: whoever may issue under a trusted anchor is believed about
/// the subject's name.
package struct SubjectRule: Sendable, Hashable, Codable {
    /// The operator's name for it.
    package var id: String
    package var agency: String
    /// The issuer's name, RFC 2253.
    package var issuer: String
    /// Values match without regard to case and repeated spaces (X.520 *caseIgnoreMatch*); a `*` at an end stands for anything.
    package var attributes: [NameAttribute]
    /// The rule holds from here …
    package var validFrom: Timestamp?
    /// … up to, but not including, here.
    package var validUntil: Timestamp?
    /// Withdrawn by the operator, for ever.
    package var revokedAt: Timestamp?

    package init(
        id: String, agency: String, issuer: String, attributes: [NameAttribute], validFrom: Timestamp? = nil,
        validUntil: Timestamp? = nil, revokedAt: Timestamp? = nil
    ) {
        self.id = id
        self.agency = agency.canonicalIdentifier
        self.issuer = issuer
        self.attributes = attributes
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.revokedAt = revokedAt
    }

    /// Whether it says anything: an issuer, at least one attribute, and none that matches every value.
    package var isMeaningful: Bool {
        !id.isEmpty && id.unicodeScalars.count <= 64 && !issuer.isEmpty && (1...8).contains(attributes.count)
            && attributes.allSatisfy { attribute in
                !attribute.type.isEmpty && attribute.value.contains { $0 != "*" && !$0.isWhitespace }
                    && attribute.value.unicodeScalars.count <= 200
            }
    }

    /// Whether it is about this certificate; its period is not looked at.
    package func matches(issuer: String, subject: [NameAttribute]) -> Bool {
        self.issuer == issuer
            && attributes.allSatisfy { wanted in
                subject.contains { $0.type == wanted.type && $0.value.fits(wanted.value) }
            }
    }

    /// The value by which a register finds it; `nil` when every attribute has a `*`.
    package var searchKey: String? { attributes.first { !$0.value.contains("*") }?.value.folded }
}

extension NameAttribute {
    /// As ``SubjectRule/searchKey``, of a certificate's attribute.
    package var searchKey: String { value.folded }

    /// `OU=H24.01`; `nil` when there is no `=` or nothing before or after it.
    package init?(text: String) {
        guard let sign = text.firstIndex(of: "="), sign != text.startIndex else { return nil }
        let value = text[text.index(after: sign)...]
        guard !value.isEmpty else { return nil }
        self.init(type: String(text[..<sign]), value: String(value))
    }

    package var text: String { "\(type)=\(value)" }
}

extension String {
    /// X.520 *caseIgnoreMatch*: without case, surrounding and repeated spaces.
    fileprivate var folded: String { lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    fileprivate func fits(_ pattern: String) -> Bool {
        let (value, wanted) = (folded, pattern.folded)
        switch (wanted.hasPrefix("*"), wanted.hasSuffix("*")) {
        case (true, true): return value.contains(wanted.dropFirst().dropLast())
        case (true, false): return value.hasSuffix(wanted.dropFirst())
        case (false, true): return value.hasPrefix(wanted.dropLast())
        case (false, false): return value == wanted
        }
    }
}
