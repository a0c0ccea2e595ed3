package sample;

class LongMethod {
    int sum() {
        int sum = 0;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        sum++;
        return sum;
    }
}
