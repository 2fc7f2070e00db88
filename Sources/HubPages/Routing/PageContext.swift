import EdXML
import Foundation
import HTTPTypes
import HubCore
import HubService
import Hummingbird
import Hypertext
import NIOCore
import SignedXML

/// Who looks at a page.
package struct Visitor: Sendable {
    package let account: Account
    /// Every form of this session carries it, so that no other site's form is taken for one of ours; opaque text.
    package let formToken: String

    package init(account: Account, formToken: String) {
        self.account = account
        self.formToken = formToken
    }
}

/// What a page is made for, beside what it shows.
package struct PageContext: Sendable {
    package let request: Request
    /// `nil` for whoever has not logged in.
    package let visitor: Visitor?
    package let language: Language
    /// ``Theme/automatic`` follows the machine's own setting.
    package let theme: Theme
    /// What stands behind the `?` of the address.
    package let query: Form
    /// What the path holds in the places of its names.
    package let parameters: Parameters
    package let requestID: String
    /// The address that asks.
    package let peer: String

    package enum Theme: String, Sendable, CaseIterable { case automatic, light, dark, contrast }

    init(_ request: Request, _ context: HubRequestContext, visitor: Visitor?) {
        self.request = request
        self.visitor = visitor
        parameters = context.parameters
        requestID = context.requestID
        peer = context.remoteAddress?.ipAddress ?? ""
        query = Form(request.uri.query ?? "")
        language =
            request.cookie(Preferences.language).flatMap { Language(rawValue: $0) } ?? Language.preferred(by: request)
        theme = request.cookie(Preferences.theme).flatMap { Theme(rawValue: $0) } ?? .automatic
    }

    /// The same for somebody else: for who has just come to be another.
    func of(_ visitor: Visitor?) -> PageContext { PageContext(self, visitor: visitor) }

    private init(_ other: PageContext, visitor: Visitor?) {
        request = other.request
        self.visitor = visitor
        (language, theme, query) = (other.language, other.theme, other.query)
        (parameters, requestID, peer) = (other.parameters, other.requestID, other.peer)
    }

    /// Path and query as they were asked for.
    package var address: String { request.uri.path + (request.uri.query.map { "?\($0)" } ?? "") }

    package func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }
    package func say(_ text: Bilingual) -> String { text[language] }

    /// A whole page as an answer.
    package func answer(_ page: HTMLDocument, _ status: HTTPResponse.Status = .ok) -> Response {
        let bytes = page.bytes()
        var headers: HTTPFields = [.contentType: "text/html; charset=utf-8", .vary: "Accept-Encoding, Cookie"]
        guard bytes.count > 1400, request.takesGzip, let small = Gzip.compressed(bytes) else {
            return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        }
        headers[.contentEncoding] = "gzip"
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: small)))
    }

    /// Leads on to another page of this hub, which is then asked for by GET (RFC 9110 §15.4.4).
    package func leadOn(to address: String) -> Response { Response(status: .seeOther, headers: [.location: address]) }
}

/// The names of the cookies that keep what somebody prefers; they say nothing of who it is.
package enum Preferences {
    package static let language = "lienthong-language"
    package static let theme = "lienthong-theme"
}

extension Request {
    package func cookie(_ name: String) -> String? { cookies[name]?.value }
}

extension String {
    /// An address on this hub that may be gone on to: a path of ours, and never another host (`//evil.example`, `/\evil`).
    package var isOwnAddress: Bool {
        hasPrefix("/") && !hasPrefix("//") && !contains("\\") && unicodeScalars.allSatisfy { $0.value > 0x20 }
    }
}
