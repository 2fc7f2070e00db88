import Logging

/// The process of `lienthong serve`: a hub from its configuration file, until SIGTERM or SIGINT.
package enum HubProcess {
    /// Runs it; logs go to the standard error at the configured level.
    /// - Parameter pages: what it serves beside its interfaces.
    /// - Throws: ``ProcessFailure`` when it cannot start, or has to stop.
    package static func run(
        configurationFile file: String, pages: @escaping Hub.FurtherRoutes
    ) async throws(ProcessFailure) {
        do {
            let configuration = try HubConfiguration.load(file)
            let logger = Logger.ofProcess("lienthong", level: configuration.logLevel)
            var hub = try Hub(configuration, logger: logger)
            hub.pages = pages
            let host = configuration.listen.host
            try await hub.run { port in
                logger.notice("listening", metadata: ["host": "\(host)", "port": "\(port)"])
            }
            logger.notice("stopped")
        } catch {
            throw ProcessFailure(error)
        }
    }
}

extension Logger {
    /// Writes lines to the standard error; those about a call name it (``CallContext``).
    package static func ofProcess(_ label: String, level: Logger.Level) -> Logger {
        var logger = Logger(label: label) {
            StreamLogHandler.standardError(label: $0, metadataProvider: CallContext.metadata)
        }
        logger.logLevel = level
        return logger
    }
}
