package sample;

record RefusedPair(String key) {
    // Clients of both revisions come
    // by this path.
    int length() {
        return key.length();
    }
}
