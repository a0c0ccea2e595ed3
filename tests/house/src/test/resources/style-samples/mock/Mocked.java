package sample;

import org.mockito.Mockito;

class Mocked {
    Object store = Mockito.mock(Object.class);
}
