// room for HubCore
