import EdXML
import HubCore
import HubService
import SignedXML

/// Who looks at a page, and how they want it.
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
    /// `nil` for whoever has not logged in.
    package let visitor: Visitor?
    package let language: Language
    /// Path and query, as they were asked for.
    package let address: String

    package init(visitor: Visitor?, language: Language, address: String) {
        self.visitor = visitor
        self.language = language
        self.address = address
    }

    package func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }
    package func say(_ text: Bilingual) -> String { text[language] }
}
