import SignedXML

/// One signature of a PDF file: what its bytes say, before any key is used.
package struct PDFSignatureEvidence: Sendable, Hashable {
    /// 1-based, in the order of the file.
    package let number: Int
    /// `/SubFilter`.
    let form: String
    /// What is wrong with its place in the file. Without the file's name (argument `value`).
    var faults: [Finding]
    /// The CMS message of `/Contents`, DER; empty when there is a fault.
    var message: [UInt8]
    /// Over the bytes it covers.
    var digests: [HashAlgorithm: [UInt8]]
    /// Where what it covers ends; 0 when that cannot be told.
    let end: Int
    /// The time in `/M`, which the signer states; milliseconds since 1970.
    let statedTime: Int64?
}

/// The signatures of one PDF file, and what of the file they cover.
package struct PDFSignatures: Sendable, Hashable {
    /// More than any file has; of others it is only said that there are more.
    static let limit = 32

    package internal(set) var evidence: [PDFSignatureEvidence] = []
    /// Whether there were more than ``limit``.
    var areMore = false
    /// Whether something shows that the file is signed, and no signature could be read.
    var isUnclear = false
    /// Bytes of the file.
    package internal(set) var size = 0
    /// Offset behind the last byte that is not white space.
    var inkEnd = 0
    /// Offset behind the last dictionary with material for long-term validation; 0 for none.
    var validationDataEnd = 0

    /// Whether the file is signed, for all one can see.
    package var isSigned: Bool { !evidence.isEmpty || isUnclear }

    /// Memory held, roughly.
    var cost: Int { evidence.reduce(0) { $0 + $1.message.count + 1_024 } }

    /// Lets go of what judging needs.
    mutating func forgetMessages() {
        for index in evidence.indices where !evidence[index].message.isEmpty {
            evidence[index].message = []
            evidence[index].faults.append(Finding(PDFRules.limit))
        }
    }

    /// Digests that are needed to judge, and were not made: a second reading with them will do.
    package var missingAlgorithms: Set<HashAlgorithm> {
        Set(
            evidence.compactMap { signature in
                guard !signature.message.isEmpty, case .success(let message) = CMSSignature.read(signature.message),
                    signature.digests[message.digestAlgorithm] == nil
                else { return nil }
                return message.digestAlgorithm
            })
    }
}
