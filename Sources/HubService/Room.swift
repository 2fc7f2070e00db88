// room for HubService
