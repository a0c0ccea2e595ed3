package sample;

/// How a workspace is.
record QuestionWord(int port) {}
