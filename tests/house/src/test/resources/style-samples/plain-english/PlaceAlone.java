package sample;

/// Where webhooks go, and the secret that signs them.
record PlaceAlone(int port) {}
