/// What a hub measures, by name.
extension Telemetry {
    enum Name {
        static let accepted = "lienthong_messages_accepted_total"
        static let refused = "lienthong_messages_refused_total"
        static let refusalCodes = "lienthong_refusal_codes_total"
        static let repeated = "lienthong_messages_repeated_total"
        static let conflicting = "lienthong_messages_conflicting_total"
        static let turnedAway = "lienthong_messages_turned_away_total"
        static let deliveryEvents = "lienthong_delivery_events_total"
        static let relay = "lienthong_relay_seconds"
        static let inspection = "lienthong_inspection_seconds"
        static let commit = "lienthong_commit_seconds"
        static let commitWrites = "lienthong_commit_writes"
        static let commitFailures = "lienthong_commit_failures_total"
        static let requests = "lienthong_http_requests_total"
        static let requestTime = "lienthong_http_request_seconds"
        static let queue = "lienthong_queue_deliveries"
        static let queueAge = "lienthong_queue_oldest_seconds"
        static let waiting = "lienthong_writes_waiting"
        static let waitingBytes = "lienthong_writes_waiting_bytes"
        static let storeBytes = "lienthong_store_bytes"
        static let payloadFiles = "lienthong_payload_files"
        static let journal = "lienthong_journal_entries"
        static let unwitnessed = "lienthong_journal_unwitnessed_entries"
        static let cosigned = "lienthong_witness_cosigned_entries"
        static let cosignatureAge = "lienthong_witness_cosignature_age_seconds"
        static let witnessFailures = "lienthong_witness_failures"
        static let witnessContradicts = "lienthong_witness_contradicts"
        static let stampAge = "lienthong_journal_stamp_age_seconds"
        static let stampFailures = "lienthong_journal_stamp_failures"
        static let diskFree = "lienthong_disk_free_bytes"
        static let diskFloor = "lienthong_disk_floor_bytes"
        static let axisAnswering = "lienthong_axis_answering"
        static let axisAnswered = "lienthong_axis_last_answer_timestamp_seconds"
        static let window = "lienthong_destination_window"
        static let underWay = "lienthong_destination_under_way"
        static let outOfService = "lienthong_destination_out_of_service"
        static let axisFailures = "lienthong_axis_poll_failures_total"
        static let deadlineSteps = "lienthong_deadline_steps_total"
        static let dutiesOwed = "lienthong_duties_owed"
        static let dutiesOverdue = "lienthong_duties_overdue"
        static let reminders = "lienthong_reminder_mails_total"
        static let build = "lienthong_build_info"
        static let cpu = "process_cpu_seconds_total"
        static let memory = "process_resident_memory_bytes"
        static let files = "process_open_fds"
        static let mostFiles = "process_max_fds"
        static let started = "process_start_time_seconds"
    }

    static let families: [MetricFamily] = [
        MetricFamily(Name.accepted, .counter, "Documents and statuses accepted, by kind and door."),
        MetricFamily(Name.refused, .counter, "Uploads refused after judgement, by door."),
        MetricFamily(Name.refusalCodes, .counter, "Codes of refusals; one upload may have many.", mostSeries: 400),
        MetricFamily(Name.repeated, .counter, "Uploads of bytes that were accepted before, by door."),
        MetricFamily(Name.conflicting, .counter, "Uploads with a known natural key and other bytes, by door."),
        MetricFamily(Name.turnedAway, .counter, "Uploads turned away before judgement: busy, or no room on the disk."),
        MetricFamily(Name.deliveryEvents, .counter, "What happened to deliveries, by event and route."),
        MetricFamily(
            Name.relay, .histogram,
            "From acceptance until the axis, or the recipient's system, has it, by route and urgency.",
            buckets: MetricFamily.relayBuckets),
        MetricFamily(
            Name.inspection, .histogram, "Computing time of the inspection of one message, signature excluded.",
            buckets: MetricFamily.workBuckets),
        MetricFamily(
            Name.commit, .histogram, "One transaction, its fsyncs included.", buckets: MetricFamily.workBuckets),
        MetricFamily(
            Name.commitWrites, .histogram, "Pieces of work in one transaction.", buckets: MetricFamily.batchBuckets),
        MetricFamily(Name.commitFailures, .counter, "Transactions that failed, by reason."),
        MetricFamily(Name.requests, .counter, "HTTP requests answered, by interface and status.", mostSeries: 200),
        MetricFamily(
            Name.requestTime, .histogram, "From a request's header to its answer's, by interface.",
            buckets: MetricFamily.workBuckets),
        MetricFamily(Name.queue, .gauge, "Packets that wait, by destination and urgency."),
        MetricFamily(Name.queueAge, .gauge, "Age of the oldest packet that waits, by destination and urgency."),
        MetricFamily(Name.waiting, .gauge, "Writes that wait for the committer or are in it."),
        MetricFamily(Name.waitingBytes, .gauge, "Bytes of documents among the writes that wait."),
        MetricFamily(Name.storeBytes, .gauge, "The store on the disk, by part."),
        MetricFamily(Name.payloadFiles, .gauge, "Payloads that are files of their own."),
        MetricFamily(Name.journal, .gauge, "Entries of the journal."),
        MetricFamily(Name.unwitnessed, .gauge, "Entries after the newest head that enough witnesses cosigned."),
        MetricFamily(Name.cosigned, .gauge, "Entries of the head that a witness cosigned last."),
        MetricFamily(Name.cosignatureAge, .gauge, "Age of a witness' last cosignature; +Inf when it never gave one."),
        MetricFamily(Name.witnessFailures, .gauge, "Times in a row that a witness has not cosigned."),
        MetricFamily(
            Name.witnessContradicts, .gauge, "Whether a witness has seen another log under our name: 1, or 0."),
        MetricFamily(Name.stampAge, .gauge, "Age of the journal's last time-stamp; +Inf when there is none."),
        MetricFamily(Name.stampFailures, .gauge, "Times in a row that the authority has not stamped the journal."),
        MetricFamily(Name.diskFree, .gauge, "Room left on the store's file system."),
        MetricFamily(Name.diskFloor, .gauge, "Below this, no new documents are taken."),
        MetricFamily(Name.axisAnswering, .gauge, "Whether the national axis answered when last asked: 1, or 0."),
        MetricFamily(Name.axisAnswered, .gauge, "When the national axis last answered."),
        MetricFamily(Name.window, .gauge, "How many packets may be on their way to a destination at once, now."),
        MetricFamily(Name.underWay, .gauge, "Packets on their way to a destination."),
        MetricFamily(
            Name.outOfService, .gauge,
            "Whether a destination has failed for so long that it is tried with one packet at a time: 1, or 0."),
        MetricFamily(Name.axisFailures, .counter, "Rounds of polling that the axis did not answer."),
        MetricFamily(Name.deadlineSteps, .counter, "Steps raised about deadlines, by duty and step."),
        MetricFamily(Name.dutiesOwed, .gauge, "What recipients owe, by duty."),
        MetricFamily(Name.dutiesOverdue, .gauge, "What recipients owe and is overdue, by duty."),
        MetricFamily(Name.reminders, .counter, "Mails about deadlines, by outcome."),
        MetricFamily(Name.build, .gauge, "The running program; always 1."),
        MetricFamily(Name.cpu, .counter, "Total user and system CPU time spent in seconds."),
        MetricFamily(Name.memory, .gauge, "Resident memory size in bytes."),
        MetricFamily(Name.files, .gauge, "Number of open file descriptors."),
        MetricFamily(Name.mostFiles, .gauge, "Maximum number of open file descriptors."),
        MetricFamily(Name.started, .gauge, "Start time of the process since unix epoch in seconds."),
    ]
}
