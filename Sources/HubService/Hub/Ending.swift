/// Runs `body`, and `close` after it, whatever came of it. What `body` throws goes before what `close` throws.
///
/// For what has to be closed with an `await`, which `defer` cannot.
func ending<Value>(
    with close: () async throws -> Void, isolation: isolated (any Actor)? = #isolation,
    _ body: () async throws -> Value
) async throws -> Value {
    let value: Value
    do {
        value = try await body()
    } catch let failure {
        // Whatever closing says, this came first.
        do { try await close() } catch {}
        throw failure
    }
    try await close()
    return value
}
