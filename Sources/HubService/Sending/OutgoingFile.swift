import Crypto
import EdXML
import Foundation
import SignedXML
import VXP

/// A file about to be sent: its digest and kind, from reading it once.
package struct OutgoingFile: Sendable {
    package let path: String
    /// Bytes.
    package let size: Int64
    package let hash: FileHash
    /// Told by the presence of a `StatusCode`; a file that cannot be read as XML counts as a document.
    package let type: MessageType

    /// - Throws: the error of reading the file.
    package init(_ path: String) throws {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { file.closeFile() }
        let kind = KindReader()
        let reader = try DocumentReader(profile: .edXML(), handler: kind)
        var digest = SHA256()
        var size = 0
        while let piece = try file.read(upToCount: 65_536), !piece.isEmpty {
            digest.update(data: piece)
            size += piece.count
            if !kind.isKnown { reader.feed(Array(piece)) }
        }
        self.path = path
        self.size = Int64(size)
        hash = FileHash(digest.finalize())
        type = kind.isStatus ? .status : .edoc
    }

    /// Lower-case hex.
    package var sha256: String { hash.text() }
}

/// Looks for a status' code in the header.
private final class KindReader: DocumentHandler {
    private(set) var isStatus = false
    /// Whether the header has been passed.
    private(set) var isKnown = false

    func open(_ element: OpenedElement) {
        if element.name.local == "StatusCode" { (isStatus, isKnown) = (true, true) }
    }

    func close(_ element: ClosedElement) {
        if element.name.local == "edXMLHeader" { isKnown = true }
    }

    func contentIdentifier(ofBinary index: Int) -> String? { nil }
}
