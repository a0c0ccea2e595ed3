package sample;

class Method {
    void sendMsg() {}
}
