package io.meerkat.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;

class SqlStatesTest {
    @Test
    void aPoolWithoutAFreeConnectionIsADatabaseThatCannotBeReached() {
        var timeout = new SQLTransientConnectionException("reads - Connection is not available");

        assertThat(SqlStates.isUnavailable(new DataAccessException("no connection", timeout)))
                .isTrue();
    }

    @Test
    void aStatementThatIsWrongIsNot() {
        var syntax = new SQLException("syntax error", "42601");

        assertThat(SqlStates.isUnavailable(new DataAccessException("no result", syntax)))
                .isFalse();
    }

    @Test
    void aReplicaThatWasNotPromotedYetIsADatabaseThatCannotBeReached() {
        var readOnly = new SQLException("cannot execute INSERT in a read-only transaction", "25006");

        assertThat(SqlStates.isUnavailable(new DataAccessException("no result", readOnly)))
                .isTrue();
    }
}
