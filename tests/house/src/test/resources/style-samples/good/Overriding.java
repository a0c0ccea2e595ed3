package sample;

class Overriding implements Signature {
    @Override
    public int getAll(int one, int two, int three, int four, int five) {
        return five;
    }

    @Override
    public String getName() {
        return "";
    }
}
