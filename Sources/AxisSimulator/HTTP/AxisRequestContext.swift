import Hummingbird
import NIOCore

/// What the axis knows of a request beside the request: the connection, which a fault may cut.
struct AxisRequestContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}
