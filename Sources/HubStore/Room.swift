// room for HubStore
