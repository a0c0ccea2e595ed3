package sample;

class Request {
    String send(String reqBody) {
        return reqBody;
    }
}
