package sample;

class Getter {
    String getTitle() {
        return "";
    }
}
