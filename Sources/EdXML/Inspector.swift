import SignedXML

/// Looks at packets as they arrive: one pass gives the message, everything wrong with it, and its signature.
package struct Inspector: Sendable {
    private let profile: ReadingProfile
    private let zipLimits: ZipLimits

    /// - Parameter schemaFolder: the folder that holds `edxml.xsd` and what it includes.
    /// - Throws: ``SignedXMLError`` when the schema cannot be read or compiled.
    package init(
        schemaFolder: String, limits: Limits = Limits(), zipLimits: ZipLimits = ZipLimits()
    ) throws {
        var profile = ReadingProfile.edXML(schema: try Schema(contentsOf: "\(schemaFolder)/edxml.xsd"), limits: limits)
        profile.handsOnBinary = true
        self.profile = profile
        self.zipLimits = zipLimits
    }

    /// Begins with one packet.
    /// - Parameters:
    ///   - at: when it was received, milliseconds since 1970.
    ///   - pdfAlgorithms: the hashes of the PDF signatures that can be judged; see ``PDFSignatures/missingAlgorithms``.
    /// - Throws: ``SignedXMLError`` when the machine is out of memory.
    package func begin(
        at receivedMilliseconds: Int64, pdfAlgorithms: Set<HashAlgorithm> = [.sha256]
    ) throws -> InspectionSession {
        try InspectionSession(
            profile: profile, receivedAt: receivedMilliseconds,
            message: MessageReader(zipLimits: zipLimits, pdfAlgorithms: pdfAlgorithms))
    }
}

extension ReadingProfile {
    /// How edXML is read and signed: base64 in `ContentTransferEncoded`, the signature in `edXMLHeader`.
    package static func edXML(schema: Schema? = nil, limits: Limits = Limits()) -> ReadingProfile {
        ReadingProfile(
            schema: schema,
            names: KnownNames(
                words: Word.names, namespace: EdXMLNamespace.uri, binaryElements: EdXMLNamespace.binaryElements),
            signatureParent: EdXMLNamespace.signatureParent, limits: limits)
    }
}

/// The inspection of one packet, fed with its bytes as they arrive. One task at a time.
package final class InspectionSession {
    private let message: MessageReader
    private let reader: DocumentReader
    private let receivedAt: Int64

    init(profile: ReadingProfile, receivedAt: Int64, message: MessageReader) throws {
        self.receivedAt = receivedAt
        self.message = message
        reader = try DocumentReader(profile: profile, handler: message)
    }

    /// Takes the next piece. Cheap and silent once the packet is refused.
    package func feed(_ bytes: RawSpan) {
        guard !isRefused else { return }
        reader.feed(bytes)
    }

    /// Takes the next piece, as an array.
    package func feed(_ bytes: [UInt8]) {
        guard !isRefused else { return }
        reader.feed(bytes)
    }

    /// Whether what has been read already refuses the packet, so that no more bytes need to be fed.
    package var isRefused: Bool { message.isRefused || reader.isRefused }

    /// Ends the packet and judges the whole of it.
    package func finish() -> Inspection {
        let reading = reader.finish()
        if message.isRefused {
            // Said while reading, it stopped the reading: what the schema says of the same place would only hide it.
            return Inspection(message: nil, findings: message.findings, signature: .absent, size: reading.size)
        }
        var findings = message.findings + reading.findings
        guard let root = message.root else {
            return Inspection(message: nil, findings: findings, signature: reading.signature, size: reading.size)
        }
        var interpretation = Interpretation(receivedAt: receivedAt, attachments: message.attachmentsReader)
        let read = interpretation.message(from: root)
        findings += interpretation.findings
        return Inspection(message: read, findings: findings, signature: reading.signature, size: reading.size)
    }
}

/// What one look at a packet gave.
package struct Inspection: Sendable {
    /// What could be read. It may be present although a finding refuses the packet, and is then good for telling of the
    /// refusal only.
    package let message: Message?
    package let findings: [Finding]
    package let signature: SignatureState
    /// Bytes read.
    package let size: Int

    /// Whether it may be accepted as far as its form and content go; the signature is judged apart.
    package var isAcceptable: Bool { message != nil && !findings.refuses }
}
