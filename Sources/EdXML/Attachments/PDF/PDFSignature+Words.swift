import SignedXML

extension SignedAttachment {
    /// Over the list of its signatures.
    package var title: Bilingual {
        Bilingual(vi: "Chữ ký số trong tệp PDF “\(name.excerpt)”:", en: "Signatures in the PDF file “\(name.excerpt)”:")
    }
}

extension PDFSignature {
    /// The whole of it in one sentence for a clerk: verdict, signer, time, and whether the file was changed.
    package var sentence: Bilingual {
        let parts = [verdict.words, by, aftermath.map(\.words)].compactMap(\.self)
        let kind =
            isTimestamp ? Bilingual(vi: "Dấu thời gian", en: "Time stamp") : Bilingual(vi: "Chữ ký số", en: "Signature")
        return Bilingual(
            vi: "\(kind.vi) \(number): \(parts.map(\.vi).joined(separator: "; ")).",
            en: "\(kind.en) \(number): \(parts.map(\.en).joined(separator: "; ")).")
    }

    /// `ký bởi Nguyễn Văn A (UBND thành phố Hải Phòng), lúc 08:00 ngày 15/11/2026 theo người ký`
    private var by: Bilingual? {
        guard let signer else { return nil }
        let organization = signer.organization.map { " (\($0.excerpt))" } ?? ""
        let name = (signer.name ?? signer.subject).excerpt + organization
        let time = when
        return Bilingual(vi: "ký bởi \(name)\(time.vi)", en: "by \(name)\(time.en)")
    }

    private var when: Bilingual {
        if let time = provedTime.map(Self.shown) {
            return Bilingual(
                vi: ", lúc \(time.vi) theo dấu thời gian", en: ", at \(time.en) by a time stamp")
        }
        guard let time = claimedTime.map(Self.shown) else { return Bilingual(vi: "", en: "") }
        return Bilingual(vi: ", lúc \(time.vi) theo máy người ký", en: ", at \(time.en) by the signer's clock")
    }

    private static func shown(_ milliseconds: Int64) -> Bilingual {
        let words = LocalDateTime(atMilliseconds: milliseconds).text.split(separator: " ")
        let day = words[0].split(separator: "/").reversed().joined(separator: "/")
        let clock = words[1].prefix(5)
        return Bilingual(vi: "\(clock) ngày \(day)", en: "\(clock) on \(day)")
    }
}

extension PDFSignature.Verdict {
    package var words: Bilingual {
        switch self {
        case .valid: Bilingual(vi: "hợp lệ", en: "valid")
        case .invalid: Bilingual(vi: "KHÔNG hợp lệ", en: "NOT valid")
        case .unknown: Bilingual(vi: "chưa xác định được là hợp lệ", en: "not known to be valid")
        case .detected: Bilingual(vi: "có, nhưng chưa xét hết", en: "there, but not judged to the end")
        }
    }
}

extension PDFSignature.Aftermath {
    package var words: Bilingual {
        switch self {
        case .unchanged:
            Bilingual(vi: "tệp không bị thay đổi sau khi ký", en: "the file was not changed after it was signed")
        case .signedAgain:
            Bilingual(
                vi: "sau đó tệp được ký thêm, và chữ ký sau bao trùm toàn bộ tệp",
                en: "the file was signed again later, and the later signature covers all of it")
        case .extended:
            Bilingual(
                vi: "sau khi ký, tệp được bổ sung dữ liệu", en: "data were added to the file after it was signed")
        case .changed: Bilingual(vi: "tệp ĐÃ BỊ THAY ĐỔI sau khi ký", en: "the file WAS CHANGED after it was signed")
        }
    }
}
