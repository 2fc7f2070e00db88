import SignedXML

/// Takes one attachment out of a packet that was inspected before: its bytes stream out while the packet's stream in, and memory
/// does not grow with either.
package final class AttachmentExtraction {
    private let handler: Handler
    private let reader: DocumentReader

    /// - Throws: ``SignedXMLError`` when the machine is out of memory.
    package init(_ attachment: Attachment) throws {
        var profile = ReadingProfile.edXML()
        profile.handsOnBinary = true
        profile.keepsText = false
        handler = Handler(attachment.content.index, isPacked: attachment.packed != nil)
        reader = try DocumentReader(profile: profile, handler: handler)
    }

    /// Takes the packet's next piece.
    /// - Returns: the bytes of the file that became known by it; empty before the attachment and behind it.
    package func feed(_ piece: [UInt8]) -> [UInt8] {
        reader.feed(piece)
        return handler.taken()
    }

    /// Ends the packet.
    /// - Returns: the last bytes of the file.
    package func finish() -> [UInt8] {
        _ = reader.finish()
        return handler.taken()
    }

    private final class Handler: DocumentHandler {
        private let index: Int
        private let out: Out
        private var unpacker: ZipReader?

        /// What has come and was not taken yet.
        private final class Out {
            var bytes: [UInt8] = []
        }

        init(_ index: Int, isPacked: Bool) {
            let out = Out()
            self.index = index
            self.out = out
            if isPacked {
                unpacker = ZipReader(allowance: InflationAllowance(ZipLimits()), unpacks: true) {
                    out.bytes.append($0, 0..<$0.byteCount)
                }
            }
        }

        func taken() -> [UInt8] {
            defer { out.bytes.removeAll(keepingCapacity: true) }
            return out.bytes
        }

        func binary(_ index: Int, _ bytes: RawSpan) {
            guard index == self.index else { return }
            if unpacker == nil {
                out.bytes.append(bytes, 0..<bytes.byteCount)
            } else {
                unpacker?.take(bytes)
            }
        }

        func close(_ element: ClosedElement) {}
        func contentIdentifier(ofBinary index: Int) -> String? { nil }
    }
}
