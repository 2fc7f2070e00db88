import Foundation
import HubCore
import SignedXML

extension TrustStore {
    /// The anchors, intermediates and lists that a configuration names.
    /// - Throws: ``SignedXMLError`` when one cannot be used, or the error of reading a file.
    package convenience init(_ trust: HubConfiguration.Trust) throws {
        try self.init(
            anchors: try TrustFiles.read(trust.anchors, Certificate.all(in:)),
            intermediates: try TrustFiles.read(trust.intermediates, Certificate.all(in:)),
            lists: try TrustFiles.read(trust.revocationLists, RevocationList.all(in:)),
            policy: RevocationPolicy(trust),
            timestampAnchors: try TrustFiles.read(trust.tsaAnchors, Certificate.all(in:)))
    }
}

extension RevocationPolicy {
    init(_ trust: HubConfiguration.Trust) {
        self.init(whenUnknown: trust.revocationUnknown, graceSeconds: trust.revocationGrace.components.seconds)
    }
}

extension HubPolicy {
    init(_ policies: HubConfiguration.Policies) {
        self.init(
            documents: policies.agencies.documents,
            statuses: policies.agencies.statuses,
            axisDocuments: policies.axis.documents,
            axisStatuses: policies.axis.statuses)
    }
}
