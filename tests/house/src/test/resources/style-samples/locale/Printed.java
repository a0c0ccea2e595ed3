package sample;

class Printed {
    void print(int rows) {
        System.out.printf("%d rows", rows);
    }
}
