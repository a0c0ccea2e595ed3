package sample;

class Absent {
    String title() {
        return null;
    }
}
