/// The body of a `sendEdoc` as it arrives, raw or multipart: hands on the document's bytes and judges `hash-file` at the
/// end.
package struct ReceivedBody {
    private var multipart: MultipartReader?
    private var tail = DocumentTail()

    package enum Failure: Error, Sendable, Hashable {
        case multipart(MultipartError)
        case hashMismatch(DocumentTail.HashMismatch)

        package var errorCode: ErrorCode {
            switch self {
            case .multipart: .bodyMalformed
            case .hashMismatch: .wrongHash
            }
        }

        package var detail: String {
            switch self {
            case .multipart(let error): "\(error)"
            case .hashMismatch(let mismatch): "hash-file \(mismatch.claimed), SHA-256 \(mismatch.found.text())"
            }
        }
    }

    /// - Parameters:
    ///   - contentType: the request's; anything but `multipart/…` means that the body is the document.
    ///   - documentPart: the name of the part that is the document.
    package init(contentType: String?, documentPart: String = "file_doc") throws(Failure) {
        guard let contentType, contentType.lowercased().hasPrefix("multipart/") else { return }
        do {
            multipart = try MultipartReader(contentType: contentType, documentPart: documentPart)
        } catch {
            throw .multipart(error)
        }
    }

    /// The small parts of a multipart body.
    package var fields: [String: String] { multipart?.fields ?? [:] }

    /// Takes the next piece of the body.
    /// - Returns: bytes of the document.
    package mutating func take(_ piece: [UInt8]) throws(Failure) -> [UInt8] {
        guard multipart != nil else { return tail.take(piece) }
        do { return tail.take(try multipart?.take(piece) ?? []) } catch { throw .multipart(error) }
    }

    /// Ends the body.
    /// - Parameter hashFile: the call's parameter `hash-file`.
    package consuming func finish(hashFile: String?) throws(Failure) -> DocumentTail.Ending {
        do { try multipart?.finish() } catch { throw .multipart(error) }
        do { return try tail.finish(hashFile: hashFile) } catch { throw .hashMismatch(error) }
    }
}
