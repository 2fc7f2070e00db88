import Foundation

@testable import SignedXML

/// The attacks, by class; each is one change to a truly signed document.
extension Attack {
    static let all = wrapping + coverage + transforms + algorithms + keys + splitReading + content

    private static let exclusiveTransform =
        "<ds:Transform Algorithm=\"\(SignatureAlgorithms.exclusive)\"></ds:Transform>"
    private static let envelopedTransform = "<ds:Transform Algorithm=\"\(enveloped)\"></ds:Transform>"

    private static func reference(_ text: String) -> String {
        String(
            text[
                text.firstRange(of: "<ds:Reference ")!.lowerBound..<text.firstRange(of: "</ds:SignedInfo>")!.lowerBound]
        )
    }

    private static func without(_ element: String, in text: String) -> String {
        let range =
            text.firstRange(of: "<ds:\(element)>")!.lowerBound..<text.firstRange(of: "</ds:\(element)>")!.upperBound
        return text.replacingCharacters(in: range, with: "")
    }

    static let wrapping: [Attack] = [
        Attack("the signed original inside an evil root", "SIG-PLACE") { "<r><head/><evil>\($0)</evil></r>" },
        Attack("the signed original beside an evil twin", "SIG-PLACE") {
            "<r><head><p:a xmlns:p=\"urn:p\">evil</p:a></head>\($0)</r>"
        },
        Attack("the signature moved into the body", "SIG-PLACE") { text in
            text.replacing(signature(text), with: "").replacing("</r>", with: signature(text) + "</r>")
        },
        Attack("the signature a level too deep", "SIG-PLACE") { text in
            text.replacing(signature(text), with: "<deep>\(signature(text))</deep>")
        },
        Attack("nothing but the signature", "SIG-NOT-ENVELOPED") { signature($0) },
        Attack("two signatures", "SIG-MULTIPLE") { text in
            text.replacing(signature(text), with: signature(text) + signature(text))
        },
        Attack("a second signature behind the header", "SIG-MULTIPLE") { text in
            text.replacing("</r>", with: signature(text) + "</r>")
        },
        Attack(
            "a signature within the signature", "SIG-MULTIPLE", replacing: "<ds:KeyInfo>",
            with: "<ds:Signature/><ds:KeyInfo>"),
        Attack(
            "the original in an Object", "SIG-OBJECT", replacing: "</ds:KeyInfo>",
            with: "</ds:KeyInfo><ds:Object><r/></ds:Object>"),
        Attack("one Id on two elements", "SIG-ID-TWICE") {
            $0.replacing("<p:a>", with: "<p:a Id=\"x1\">").replacing("<ds:KeyInfo>", with: "<ds:KeyInfo Id=\"x1\">")
        },
        Attack("one identifier, once as Id and once as xml:id", "SIG-ID-TWICE") {
            $0.replacing("<p:a>", with: "<p:a xml:id=\"x1\">").replacing("<r ", with: "<r Id=\"x1\" ")
        },
        Attack("ID beside Id", "SIG-ID-TWICE", replacing: "<p:a>", with: "<p:a Id=\"x1\" ID=\"x2\">"),
    ]

    static let coverage: [Attack] = [
        Attack("a reference to a part", "SIG-PART", replacing: "URI=\"\"", with: "URI=\"#head\""),
        Attack("a reference to a file", "SIG-EXTERNAL", replacing: "URI=\"\"", with: "URI=\"file:///etc/passwd\""),
        Attack("a reference to a host", "SIG-EXTERNAL", replacing: "URI=\"\"", with: "URI=\"http://127.0.0.1:1/x\""),
        Attack("a reference to a file beside it", "SIG-EXTERNAL", replacing: "URI=\"\"", with: "URI=\"other.xml#a\""),
        Attack("an xpointer", "SIG-XPOINTER", replacing: "URI=\"\"", with: "URI=\"#xpointer(/)\""),
        Attack(
            "an xpointer to an identifier", "SIG-XPOINTER", replacing: "URI=\"\"", with: "URI=\"#xpointer(id('a'))\""),
        Attack("a reference without URI", "SIG-REFERENCE", replacing: " URI=\"\"", with: ""),
        Attack("a cid: that names nothing", "SIG-REFERENCE", replacing: "URI=\"\"", with: "URI=\"cid:\""),
        Attack("only an attachment covered", "SIG-NOT-WHOLE") {
            without("Transforms", in: $0).replacing("URI=\"\"", with: "URI=\"cid:x\"")
        },
        Attack("the whole document covered twice", "SIG-NOT-WHOLE") { text in
            text.replacing("</ds:SignedInfo>", with: reference(text) + "</ds:SignedInfo>")
        },
        Attack("two hundred references", "SIG-STRUCTURE") { text in
            text.replacing(
                "</ds:SignedInfo>", with: String(repeating: reference(text), count: 199) + "</ds:SignedInfo>")
        },
        Attack("a Manifest signed", "SIG-OBJECT") { text in
            text.replacing("URI=\"\"", with: "Type=\"http://www.w3.org/2000/09/xmldsig#Manifest\" URI=\"#m\"")
                .replacing(
                    "</ds:KeyInfo>", with: "</ds:KeyInfo><ds:Object><ds:Manifest Id=\"m\"></ds:Manifest></ds:Object>")
        },
    ]

    static let transforms: [Attack] = [
        Attack(
            "without the enveloped transform", "SIG-TRANSFORM", replacing: enveloped,
            with: SignatureAlgorithms.exclusive),
        Attack("no transform", "SIG-NOT-WHOLE") { without("Transforms", in: $0) },
        Attack("XPath", "SIG-XPATH", replacing: enveloped, with: "http://www.w3.org/TR/1999/REC-xpath-19991116"),
        Attack(
            "XPath Filter 2.0", "SIG-XPATH-FILTER", replacing: enveloped,
            with: "http://www.w3.org/2002/06/xmldsig-filter2"),
        Attack("XSLT", "SIG-XSLT", replacing: enveloped, with: "http://www.w3.org/TR/1999/REC-xslt-19991116"),
        Attack("XSLT behind the enveloped transform", "SIG-XSLT") {
            $0.replacing(
                exclusiveTransform,
                with: "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\">"
                    + "<xsl:stylesheet xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\"/></ds:Transform>")
        },
        Attack(
            "base64", "SIG-BASE64-TRANSFORM", replacing: enveloped, with: "http://www.w3.org/2000/09/xmldsig#base64"),
        Attack("an unknown transform", "SIG-TRANSFORM", replacing: enveloped, with: "urn:x"),
        Attack("enveloped twice", "SIG-TRANSFORM", replacing: exclusiveTransform, with: envelopedTransform),
        Attack("enveloped last", "SIG-TRANSFORM") {
            $0.replacing(envelopedTransform + exclusiveTransform, with: exclusiveTransform + envelopedTransform)
        },
        Attack(
            "three transforms", "SIG-TRANSFORM", replacing: exclusiveTransform,
            with: exclusiveTransform + exclusiveTransform),
        Attack("fifty canonicalisations", "SIG-TRANSFORM") {
            $0.replacing(exclusiveTransform, with: String(repeating: exclusiveTransform, count: 50))
        },
        Attack("comments transformed", "SIG-COMMENTS") {
            $0.replacing(
                exclusiveTransform,
                with: "<ds:Transform Algorithm=\"\(SignatureAlgorithms.exclusive)WithComments\"></ds:Transform>")
        },
        Attack("comments transformed inclusively", "SIG-COMMENTS") {
            $0.replacing(
                exclusiveTransform,
                with: "<ds:Transform Algorithm=\"\(SignatureAlgorithms.inclusive10)#WithComments\"></ds:Transform>")
        },
        Attack("comments canonicalised", "SIG-COMMENTS") { text in
            let method = "<ds:CanonicalizationMethod Algorithm=\"\(SignatureAlgorithms.exclusive)"
            return text.replacing(method, with: method + "WithComments")
        },
        Attack("an unknown canonicalisation", "SIG-CANONICALIZATION") { text in
            let method = "<ds:CanonicalizationMethod Algorithm=\""
            return text.replacing(
                method + SignatureAlgorithms.exclusive, with: method + "http://www.w3.org/2010/xml-c14n2")
        },
        Attack("a prefix list where there is none", "SIG-STRUCTURE") { text in
            let method = "<ds:CanonicalizationMethod Algorithm=\""
            return text.replacing(
                method + SignatureAlgorithms.exclusive + "\">",
                with: method + SignatureAlgorithms.inclusive10 + "\"><ec:InclusiveNamespaces xmlns:ec=\""
                    + SignatureAlgorithms.exclusive + "\" PrefixList=\"p\"/>")
        },
    ]

    private static let more = "http://www.w3.org/2001/04/xmldsig-more#"

    static let algorithms: [Attack] = [
        Attack("HMAC", "SIG-HMAC", replacing: "#rsa-sha256", with: "#hmac-sha256"),
        Attack(
            "HMAC over SHA-1", "SIG-HMAC", replacing: more + "rsa-sha256",
            with: "http://www.w3.org/2000/09/xmldsig#hmac-sha1"),
        Attack("DSA", "SIG-DSA", replacing: more + "rsa-sha256", with: "http://www.w3.org/2000/09/xmldsig#dsa-sha1"),
        Attack(
            "DSA over SHA-256", "SIG-DSA", replacing: more + "rsa-sha256",
            with: "http://www.w3.org/2009/xmldsig11#dsa-sha256"),
        Attack(
            "RSA over SHA-1", "SIG-SHA1", replacing: more + "rsa-sha256",
            with: "http://www.w3.org/2000/09/xmldsig#rsa-sha1"),
        Attack("ECDSA over SHA-1", "SIG-SHA1", replacing: "#rsa-sha256", with: "#ecdsa-sha1"),
        Attack(
            "PSS over SHA-1", "SIG-SHA1", replacing: more + "rsa-sha256",
            with: "http://www.w3.org/2007/05/xmldsig-more#sha1-rsa-MGF1"),
        Attack(
            "a digest by SHA-1", "SIG-SHA1", replacing: "http://www.w3.org/2001/04/xmlenc#sha256",
            with: "http://www.w3.org/2000/09/xmldsig#sha1"),
        Attack("RSA over MD5", "SIG-MD5", replacing: "#rsa-sha256", with: "#rsa-md5"),
        Attack("a digest by MD5", "SIG-MD5", replacing: "http://www.w3.org/2001/04/xmlenc#sha256", with: more + "md5"),
        Attack("RSA over RIPEMD-160", "SIG-METHOD", replacing: "#rsa-sha256", with: "#rsa-ripemd160"),
        Attack(
            "a digest by SHA-224", "SIG-DIGEST-METHOD", replacing: "http://www.w3.org/2001/04/xmlenc#sha256",
            with: more + "sha224"),
        Attack("ECDSA under an RSA key", "SIG-KEY-MISMATCH", replacing: "#rsa-sha256", with: "#ecdsa-sha256"),
        Attack(
            "PSS named where PKCS#1 was signed", "SIG-VALUE", replacing: more + "rsa-sha256",
            with: "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1"),
        Attack(
            "a truncated HMAC's length", "SIG-STRUCTURE", replacing: "</ds:SignatureMethod>",
            with: "<ds:HMACOutputLength>0</ds:HMACOutputLength></ds:SignatureMethod>"),
    ]

    static let keys: [Attack] = [
        Attack("no KeyInfo", "SIG-KEYINFO") { without("KeyInfo", in: $0) },
        Attack(
            "an empty key value before the certificate", "SIG-KEYINFO", replacing: "<ds:X509Data>",
            with: "<ds:KeyValue/><ds:X509Data>"),
        Attack("a key value alone", "SIG-KEY-VALUE", replacing: "ds:X509Data>", with: "ds:KeyValue>"),
        Attack("a retrieval method", "SIG-KEY-ELSEWHERE", replacing: "ds:X509Data>", with: "ds:RetrievalMethod>"),
        Attack(
            "a retrieval method beside the certificate", "SIG-KEY-ELSEWHERE", replacing: "</ds:X509Data>",
            with: "</ds:X509Data><ds:RetrievalMethod URI=\"http://127.0.0.1:1/key\"/>"),
        Attack("a key of PGP", "SIG-KEYINFO", replacing: "</ds:X509Data>", with: "</ds:X509Data><ds:PGPData/>"),
        Attack("two X509Data", "SIG-KEYINFO", replacing: "</ds:X509Data>", with: "</ds:X509Data><ds:X509Data/>"),
        Attack(
            "a revocation list enclosed", "SIG-KEYINFO", replacing: "</ds:X509Data>",
            with: "<ds:X509CRL>QUJD</ds:X509CRL></ds:X509Data>"),
        Attack("no certificate but a name", "SIG-KEYINFO") {
            without("X509Data", in: $0).replacing(
                "<ds:KeyInfo>",
                with: "<ds:KeyInfo><ds:X509Data><ds:X509SubjectName>CN=H24.01</ds:X509SubjectName></ds:X509Data>")
        },
        Attack("bytes that are no certificate", "SIG-CERTIFICATE") {
            without("X509Data", in: $0).replacing(
                "<ds:KeyInfo>",
                with: "<ds:KeyInfo><ds:X509Data><ds:X509Certificate>QUJD</ds:X509Certificate></ds:X509Data>")
        },
    ]

    static let splitReading: [Attack] = [
        Attack(
            "a comment in the digest", "XML-COMMENT", replacing: "<ds:DigestValue>", with: "<ds:DigestValue><!-- -->"),
        Attack(
            "a comment in the certificate", "XML-COMMENT", replacing: "</ds:X509Certificate>",
            with: "<!-- --></ds:X509Certificate>"),
        Attack(
            "two digest values", "SIG-STRUCTURE", replacing: "<ds:DigestValue>",
            with: "<ds:DigestValue>AAAA</ds:DigestValue><ds:DigestValue>"),
        Attack(
            "a second SignedInfo behind", "SIG-STRUCTURE", replacing: "<ds:SignatureValue>",
            with: "<ds:SignedInfo/><ds:SignatureValue>"),
        Attack(
            "a second SignedInfo before", "SIG-STRUCTURE", replacing: "<ds:SignedInfo>",
            with: "<ds:SignedInfo/><ds:SignedInfo>"),
        Attack("letters outside base64", "SIG-BASE64", replacing: "<ds:DigestValue>", with: "<ds:DigestValue>*"),
        Attack("an empty signature value", "SIG-BASE64") { text in
            without("SignatureValue", in: text).replacing("<ds:KeyInfo>", with: "<ds:SignatureValue/><ds:KeyInfo>")
        },
        Attack(
            "an element of another namespace", "SIG-STRUCTURE", replacing: "<ds:DigestMethod",
            with: "<x xmlns=\"urn:x\"/><ds:DigestMethod"),
        Attack("a digest of a look-alike namespace", "SIG-STRUCTURE") {
            $0.replacing("<ds:DigestValue>", with: "<e:DigestValue xmlns:e=\"http://www.w3.org/2000/09/xmldsig\">")
                .replacing("</ds:DigestValue>", with: "</e:DigestValue>")
        },
        Attack("a signature of a look-alike namespace", "absent") {
            $0.replacing("http://www.w3.org/2000/09/xmldsig#\"", with: "http://www.w3.org/2000/09/xmldsig#x\"")
        },
        Attack("text between the elements", "SIG-STRUCTURE", replacing: "<ds:DigestMethod", with: "x<ds:DigestMethod"),
        Attack(
            "an attribute of another namespace", "SIG-STRUCTURE", replacing: "<ds:SignedInfo>",
            with: "<ds:SignedInfo xml:id=\"s\">"),
        Attack(
            "an attribute more", "SIG-STRUCTURE", replacing: "<ds:Reference ", with: "<ds:Reference Type=\"urn:x\" "),
        Attack(
            "an attribute on the certificate", "SIG-STRUCTURE", replacing: "<ds:X509Certificate>",
            with: "<ds:X509Certificate Encoding=\"x\">"),
    ]

    static let content: [Attack] = [
        Attack("an attribute added", "SIG-DIGEST", replacing: "<p:a>", with: "<p:a lang=\"vi\">"),
        Attack("a prefix changed", "SIG-DIGEST") {
            $0.replacing("p:a", with: "q:a").replacing("xmlns:p", with: "xmlns:q")
        },
        Attack("white space added", "SIG-DIGEST", replacing: "</p:a>", with: "</p:a> "),
    ]
}
