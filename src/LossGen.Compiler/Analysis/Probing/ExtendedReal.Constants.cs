using System.Globalization;
using System.Numerics;

namespace LossGen.Compiler.Analysis.Probing;

/// <content>The constants, in one class because each is computed from those before it.</content>
public readonly partial struct ExtendedReal
{
    private static class Constants
    {
        /// <summary>The bits of 2/π after its point: enough for arguments as large as a <c>double</c> can be.</summary>
        public const int TwoOverPiBits = 1376;

        public static readonly BigInteger TwoOverPi = BigInteger.Parse(
            "0A2F9836E4E441529FC2757D1F534DDC0DB6295993C439041FE5163ABDEBBC561B7246E3A424DD2E006492E" +
            "EA09D1921CFE1DEB1CB129A73EE88235F52EBB4484E99C7026B45F7E413991D639835339F49C845F8BBDF9" +
            "283B1FF897FFDE05980FEF2F118B5A0A6D1F6D367ECF27CB09B74F463F669E5FEA2D7527BAC7EBE5F17B3D" +
            "0739F78A5292EA6BFB5FB11F8D5D0856033046FC7B6BABF0CFBC209AF4361DA9E391615EE61B086599855F",
            NumberStyles.HexNumber,
            CultureInfo.InvariantCulture);

        /// <summary>1/n! from n = 0.</summary>
        public static readonly ExtendedReal[] InverseFactorials = ComputeInverseFactorials(31);

        public static readonly ExtendedReal LogTwo = (ExtendedReal)LogTwoHigh + LogTwoMiddle;

        public static readonly ExtendedReal HalfPi = (ExtendedReal)1.5707963267948966 + 6.123233995736766e-17;

        public static readonly ExtendedReal Pi = 2 * HalfPi;

        public static readonly ExtendedReal RootPi = Sqrt(Pi);

        public static readonly ExtendedReal HalfLogTwoPi = Log(2 * Pi) / 2;

        public static readonly ExtendedReal OneMinusEulerGamma = (ExtendedReal)0.42278433509846713 + 4.942915152430645e-18;

        /// <summary>B₂ₖ from k = 1.</summary>
        public static readonly ExtendedReal[] Bernoulli =
        [
            One / 6, -One / 30, One / 42, -One / 30, (ExtendedReal)5 / 66, (ExtendedReal)(-691) / 2730, (ExtendedReal)7 / 6,
            (ExtendedReal)(-3617) / 510, (ExtendedReal)43867 / 798, (ExtendedReal)(-174611) / 330, (ExtendedReal)854513 / 138,
            (ExtendedReal)(-236364091) / 2730, (ExtendedReal)8553103 / 6, (ExtendedReal)(-23749461029) / 870,
            (ExtendedReal)8615841276005 / 14322,
        ];

        /// <summary>ζ(k) − 1 from k = 2.</summary>
        public static readonly ExtendedReal[] ZetaMinusOne = [.. Enumerable.Range(2, 64).Select(ComputeZetaMinusOne)];

        private static ExtendedReal[] ComputeInverseFactorials(int count)
        {
            var values = new ExtendedReal[count];
            values[0] = One;
            for (var n = 1; n < count; n++)
                values[n] = values[n - 1] / n;
            return values;
        }

        /// <summary>ζ(k) − 1 by the formula of Euler and Maclaurin.</summary>
        private static ExtendedReal ComputeZetaMinusOne(int k)
        {
            const int Start = 25;
            var sum = Zero;
            for (var n = 2; n < Start; n++)
                sum += One / IntegerPower(n, k);
            var power = One / IntegerPower(Start, k);
            sum += (power * Start / (k - 1)) + (power / 2);
            var term = power * k / Start;
            for (var j = 1; j <= Bernoulli.Length; j++)
            {
                sum += Bernoulli[j - 1] * InverseFactorials[2 * j] * term;
                term *= (ExtendedReal)((k + (2 * j) - 1) * (k + (2 * j))) / (Start * Start);
            }

            return sum;
        }
    }
}
