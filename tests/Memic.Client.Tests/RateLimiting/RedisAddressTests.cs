using System.Net;

namespace Memic.Client.Tests;

public class RedisAddressTests
{
    [Theory]
    [InlineData("redis://store", "store", 6379, false, null, null, 0)]
    [InlineData("redis://store:7000/3", "store", 7000, false, null, null, 3)]
    [InlineData("REDISS://store", "store", 6379, true, null, null, 0)]
    [InlineData("valkeys://store", "store", 6379, true, null, null, 0)]
    [InlineData("redis://bot:p%40ss%3Aword@store:7000", "store", 7000, false, "bot", "p@ss:word", 0)]
    [InlineData("redis://:pass@store", "store", 6379, false, null, "pass", 0)]
    [InlineData("redis://pass@store", "store", 6379, false, null, "pass", 0)]
    [InlineData("store:7000,ssl=true,user=bot,password=a://b,defaultDatabase=2", "store", 7000, true, "bot", "a://b", 2)]
    public void An_address_says_where_how_and_as_whom(string address, string host, int port, bool ssl, string? user, string? password, int database)
    {
        var options = RedisAddress.Parse(address);

        var endPoint = Assert.IsType<DnsEndPoint>(Assert.Single(options.EndPoints));
        Assert.Equal((host, port, ssl, user, password, database), (endPoint.Host, endPoint.Port, options.Ssl, options.User, options.Password, options.DefaultDatabase));
    }

    [Fact]
    public void Several_hosts_and_the_name_of_a_sentinels_service_are_the_librarys_own_configuration_string()
    {
        var options = RedisAddress.Parse("one:26379,two:26379,serviceName=main");

        Assert.Equal((2, "main"), (options.EndPoints.Count, options.ServiceName));
        Assert.Equal("one:26379, two:26379", RedisAddress.Show(options));
    }

    [Theory]
    [InlineData("redis://")]
    [InlineData("redis://:s3cret@")]
    [InlineData("redis://:s3cret@store/one")]
    [InlineData("redis://:s3cret@store?ssl=true")]
    [InlineData("redis://:s3cret@store:99999")]
    [InlineData("store,s3cret=1")]
    public void What_cannot_be_read_is_invalid_input_and_not_repeated(string address)
    {
        var failure = Assert.Throws<MemicException>(() => RedisAddress.Parse(address));

        Assert.Equal("invalid_input", failure.Code);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
    }
}
