package sample;

class Digits {
    String port(int port) {
        return "port = %d".formatted(port);
    }
}
