import ArgumentParser
import EdXML
import Foundation
import HubService

extension Language: ExpressibleByArgument {}

/// `--lang`, of the commands that speak at length.
struct LanguageOption: ParsableArguments {
    @Option(
        name: [.customLong("lang"), .customLong("language")],
        help: ArgumentHelp(
            "Chỉ một ngôn ngữ; mặc định cả hai. · One language only; both by default.", valueName: "vi|en"))
    var language: Language?

    /// A text in the language asked for, or in both, Vietnamese first.
    func print(_ text: (Language) -> String) -> String {
        language.map(text) ?? "\(text(.vi))\n\(String(repeating: "─", count: 72))\n\n\(text(.en))"
    }
}

/// Runs what may fail for reasons outside of what it is about; says them on the standard error.
func orExit<Value>(_ status: Int32, _ body: () throws -> Value) throws -> Value {
    do { return try body() } catch { throw exit(status, saying: error) }
}

func orExit<Value>(_ status: Int32, _ body: () async throws -> Value) async throws -> Value {
    do { return try await body() } catch { throw exit(status, saying: error) }
}

private func exit(_ status: Int32, saying error: any Error) -> ExitCode {
    complain(plain(error))
    return ExitCode(status)
}

/// `--config`, of the commands that ask a hub.
struct HubOption: ParsableArguments {
    @Option(help: ArgumentHelp("Tệp cấu hình của trục. · The hub's configuration.", valueName: "file"))
    var config: String

    /// The way to the hub, whether it runs or not.
    func line() throws -> OperatorLine { OperatorLine(try HubConfiguration.load(config)) }
}

func complain(_ text: String) { FileHandle.standardError.write(Data("\(text)\n".utf8)) }
