import Hummingbird
import Logging
import NIOCore
import NIOSSL

/// What a route knows of its request beside the request.
package struct HubRequestContext: RequestContext, RemoteAddressRequestContext {
    package var coreContext: CoreRequestContextStorage
    package let remoteAddress: SocketAddress?
    /// The request's name in the log, in the answer to one that is refused, and in the journal.
    package let requestID: String
    private let channel: any Channel

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        // `id` traps when the log's handler keeps no metadata.
        requestID = source.logger[metadataKey: "hb.request.id"]?.description ?? RequestID().description
        remoteAddress = source.channel.remoteAddress
        channel = source.channel
    }

    /// The certificate by which the peer made the TLS connection, as DER; `nil` over plain HTTP or without one.
    /// It has been verified against the listener's client authorities, and nothing else has been judged.
    package func peerCertificateDER() async throws -> [UInt8]? {
        let certificate = try await channel.nioSSL_peerCertificate().get()
        return try certificate?.toDERBytes()
    }
}
