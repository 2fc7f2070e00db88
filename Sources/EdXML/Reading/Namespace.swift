/// The names that frame every packet.
package enum EdXMLNamespace {
    /// QCVN 102:2016/BTTTT.
    package static let uri = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
    /// A flat dialect that exists in the field and is not edXML.
    static let flat = "http://www.go.vn/eDoc"

    /// The one element in which the signature may stand.
    package static let signatureParent = ["edXML", "edXMLEnvelope", "edXMLHeader"]
    /// The elements that hold base64.
    package static let binaryElements: Set<String> = ["ContentTransferEncoded"]
}
