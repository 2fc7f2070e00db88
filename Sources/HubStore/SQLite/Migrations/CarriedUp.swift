extension Schema {
    /// What the axis took, by when it took it.
    static let carriedUp = """
        CREATE INDEX delivery_carried_up ON delivery (delivered_at, position)
            WHERE route = 'axis' AND state = 'delivered';
        """
}
