import ArgumentParser

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
            SendCommand.self, TrackCommand.self, CodesCommand.self, AgencyCommand.self, LogCommand.self,
            PKICommand.self,
            BenchCommand.self,
        ]
    )
}
