import HTTPTypes
import HubCore
import Logging

/// What everything that is done for one call has in common: its name in the log, and its place in a distributed trace.
///
/// It goes with the task, so that every line that is logged on a call's behalf bears both, whoever logs it, and every call
/// made on its behalf is a child of it.
package struct CallContext: Sendable {
    /// The request's name in the log; `nil` for what the hub does of itself.
    package let request: String?
    package let trace: TraceParent?
    /// Where it is noted when the call is refused; `nil` where nobody counts.
    let refusals: RefusedCalls?

    package init(request: String?, trace: TraceParent?, refusals: RefusedCalls? = nil) {
        self.request = request
        self.trace = trace
        self.refusals = refusals
    }

    /// What is done for a document after its call has ended.
    /// - Parameter kept: the trace that its call named.
    package init(document: DocumentID, keptTrace kept: String?) {
        self.init(request: nil, trace: kept.flatMap(TraceParent.init) ?? TraceParent(of: document))
    }

    @TaskLocal package static var current: CallContext?

    /// `traceparent` of a call made now, to somebody else: a child of the trace at hand; `nil` outside of any.
    package static var headerOfChild: String? {
        guard let trace = current?.trace else { return nil }
        var generator = SystemRandomNumberGenerator()
        return trace.child(using: &generator).text
    }

    /// Has every line logged say for which call it was.
    package static let metadata = Logger.MetadataProvider {
        guard let current else { return [:] }
        var metadata: Logger.Metadata = [:]
        if let request = current.request { metadata["request"] = "\(request)" }
        if let trace = current.trace { metadata["trace"] = "\(trace.traceID)" }
        return metadata
    }

    static let headerName = "traceparent"
}
