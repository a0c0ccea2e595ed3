package sample;

/// When the database is unavailable, requests wait. There is one queue, whose order avoids starvation.
///
/// @param key identifies the caller: a name which one tenant uses
record PlainEnglish(String key) {

    /// Who owns a request without a token? Its address does.
    String owner() {
        return key;
    }
}
