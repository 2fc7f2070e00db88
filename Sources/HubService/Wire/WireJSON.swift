import Foundation
import HubCore
import NIOCore

/// JSON as the hub writes it: UTF-8, keys sorted, slashes not escaped.
enum WireJSON {
    /// - Note: only for values that always encode (strings, numbers, lists of these); what cannot be encoded is an empty
    ///   object, and an encoder that fails on a string is a fault of the platform, not of the input.
    static func encode(_ value: some Encodable) -> ByteBuffer {
        do {
            if let value = value as? any CanonicallyWritten { return ByteBuffer(bytes: try value.canonical()) }
            return ByteBuffer(bytes: try CanonicalJSON.encode(value))
        } catch {
            // It holds a fraction, which canonical JSON refuses.
            return encodeFractions(value)
        }
    }

    private static func encodeFractions(_ value: some Encodable) -> ByteBuffer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return ByteBuffer(bytes: try encoder.encode(value))
        } catch {
            return ByteBuffer(string: "{}")
        }
    }

    /// A small value as a caller wrote it; `nil` when it is not what was expected.
    static func decode<Value: Decodable>(_ type: Value.Type, from buffer: ByteBuffer) -> Value? {
        try? JSONDecoder().decode(type, from: Data(buffer.readableBytesView))
    }
}
