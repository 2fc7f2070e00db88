import ArgumentParser
import Foundation
import HubService

/// The one executable: every command is a file of its own beside this one.
@main struct LienThong: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lienthong",
        abstract: "Trục liên thông văn bản điện tử. · A hub for exchanging signed edXML documents.",
        discussion: """
            Các cơ quan gửi nhận văn bản ký số qua trục này, và qua nó với trục liên thông văn bản quốc gia (VXP).

            Agencies exchange signed edXML documents through this hub, and through it with the national \
            document axis.

            Ví dụ · Example:
              lienthong demo --once
            """,
        subcommands: [
            ServeCommand.self, AxisCommand.self, DemoCommand.self, CheckCommand.self, SignCommand.self,
            VerifySignatureCommand.self, SendCommand.self, TrackCommand.self, ReceiptCommand.self, CodesCommand.self,
            AgencyCommand.self, UserCommand.self,
            QueueCommand.self, DeadlinesCommand.self, CalendarCommand.self, LogCommand.self, WitnessCommand.self,
            PKICommand.self,
            BackupCommand.self, RestoreCommand.self,
            RetentionCommand.self, DoctorCommand.self, BenchCommand.self, SimulateCommand.self,
        ]
    )

    /// Commands that judge: for them 1 is a verdict, and 2 that there is none, also when they were called wrongly.
    private static let judging: Set = ["check", "verify-signature"]

    private static func isJudging(_ arguments: [String]) -> Bool {
        judging.contains(arguments.first ?? "") || arguments.starts(with: ["axis", "rehearse"])
            || arguments.starts(with: ["receipt", "verify"])
            || arguments.starts(with: ["log", "verify"])
    }

    static func main() async {
        do {
            var command = try parse()
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withError: error)
        }
    }

    private static func parse() throws -> any ParsableCommand {
        let arguments = CommandLine.arguments.dropFirst()
        do {
            return try parseAsRoot()
        } catch  where exitCode(for: error) == .validationFailure && isJudging(Array(arguments)) {
            complain(fullMessage(for: error))
            if arguments.contains("--json"), judging.contains(arguments.first ?? "") {
                let reason = CannotJudge(vi: "Lệnh gọi sai: \(message(for: error))", en: "\(message(for: error))")
                print(VerificationReport.json(file: nil, notJudged: reason))
            }
            throw ExitCode(2)
        }
    }
}
