import ArgumentParser
import EdXML
import HubService

/// `--json`, `--lang` and `--config`, of the commands that print what a hub answers.
struct AnswerOptions: ParsableArguments {
    @Flag(help: "In JSON. · Print JSON.")
    var json = false

    @Option(
        help: ArgumentHelp(
            "Ngôn ngữ; mặc định theo cấu hình. · Language; the configuration's by default.", valueName: "vi|en"))
    var lang: Language?

    @OptionGroup var hub: HubOption

    /// Asks the hub; exits with 2 when it cannot be asked.
    func asking<Reply>(_ ask: (OperatorLine) async throws -> Reply) async throws -> Reply {
        try await orExit(2) { try await ask(hub.line()) }
    }

    /// Prints an answer in the form and the language that were asked for.
    func print(json: String, text: (Language) -> String) throws {
        guard !self.json else { return Swift.print(json) }
        let language = try orExit(2) { try lang ?? HubConfiguration.load(hub.config).language }
        let text = text(language)
        Swift.print(text, terminator: text.hasSuffix("\n") ? "" : "\n")
    }
}
