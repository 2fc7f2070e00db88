import COpenSSL

extension SignedXMLError {
    /// What OpenSSL's error queue says about the call that has just failed; empties the queue.
    static func rehearsal(_ attempt: String) -> SignedXMLError {
        var reasons: [String] = []
        while case let code = ERR_get_error(), code != 0 {
            var text = [CChar](repeating: 0, count: 256)
            ERR_error_string_n(code, &text, text.count)
            reasons.append(text.withUnsafeBufferPointer { String(cString: $0.baseAddress!) })
        }
        let cause = reasons.isEmpty ? "OpenSSL gave no reason" : reasons.joined(separator: "; ")
        return SignedXMLError("cannot \(attempt): \(cause)")
    }
}

/// Passes a C result on when it means success.
func demand(_ result: Int32, _ attempt: @autoclosure () -> String) throws {
    guard result > 0 else { throw SignedXMLError.rehearsal(attempt()) }
}

/// Passes a C object on when there is one.
func demand(_ object: OpaquePointer?, _ attempt: @autoclosure () -> String) throws -> OpaquePointer {
    guard let object else { throw SignedXMLError.rehearsal(attempt()) }
    return object
}

/// The text that `write` puts into a memory BIO.
func pemText(_ attempt: String, _ write: (OpaquePointer) -> Int32) throws -> String {
    let bio = try demand(BIO_new(BIO_s_mem()), attempt)
    defer { BIO_free(bio) }
    try demand(write(bio), attempt)
    var bytes = [UInt8](repeating: 0, count: BIO_ctrl_pending(bio))
    let count = BIO_read(bio, &bytes, Int32(bytes.count))
    guard count == bytes.count else { throw SignedXMLError.rehearsal(attempt) }
    return String(decoding: bytes, as: UTF8.self)
}
