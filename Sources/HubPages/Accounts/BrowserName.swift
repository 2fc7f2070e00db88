/// What people call the browser that sent a `User-Agent`, and the machine it runs on: `Firefox · Windows`.
struct BrowserName {
    private let browser: String?
    private let machine: String?

    init(_ userAgent: String) {
        // The first that fits: most browsers also say that they are others.
        browser = Self.browsers.first { userAgent.contains($0.mark) }?.name
        machine = Self.machines.first { userAgent.contains($0.mark) }?.name
    }

    private static let browsers = [
        (mark: "coc_coc_browser", name: "Cốc Cốc"), (mark: "Edg/", name: "Edge"), (mark: "OPR/", name: "Opera"),
        (mark: "Firefox/", name: "Firefox"), (mark: "Chrome/", name: "Chrome"), (mark: "Safari/", name: "Safari"),
        (mark: "curl/", name: "curl"),
    ]

    private static let machines = [
        (mark: "Windows", name: "Windows"), (mark: "Android", name: "Android"), (mark: "iPhone", name: "iPhone"),
        (mark: "iPad", name: "iPad"), (mark: "Mac OS X", name: "macOS"), (mark: "Linux", name: "Linux"),
    ]

    func text(_ page: PageContext) -> String {
        let parts = [browser, machine].compactMap(\.self)
        return parts.isEmpty ? page.say("Không rõ", "Unknown") : parts.joined(separator: " · ")
    }
}
