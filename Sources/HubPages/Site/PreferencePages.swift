import EdXML
import Hummingbird

/// What somebody prefers is kept by their own browser.
struct PreferencePages: Sendable {
    private static let year = 31_536_000

    func add(to pages: PageRouter) {
        pages.post("preferences", for: .anybody) { form, page in
            let back = form["back"].flatMap { $0.isOwnAddress ? $0 : nil } ?? "/"
            var response = page.leadOn(to: back)
            if let language = form["language"].flatMap(Language.init) {
                response.setCookie(cookie(Preferences.language, language.rawValue))
            }
            if let theme = form["theme"].flatMap(PageContext.Theme.init) {
                response.setCookie(cookie(Preferences.theme, theme.rawValue))
            }
            return response
        }
    }

    private func cookie(_ name: String, _ value: String) -> Cookie {
        Cookie(name: name, value: value, maxAge: Self.year, path: "/", httpOnly: true, sameSite: .lax)
    }
}
